namespace PruneOnBuild.Policy;

/// <summary>A part of a row of detections.</summary>
public enum DetectionColumn
{
    /// <summary>Four numbers, see <see cref="BoxFormat"/>.</summary>
    Box,
    Score,
    Class,
}
