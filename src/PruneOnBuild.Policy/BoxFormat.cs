namespace PruneOnBuild.Policy;

/// <summary>What the four numbers of a box are.</summary>
public enum BoxFormat
{
    /// <summary>Left, top, right, bottom.</summary>
    Xyxy,

    /// <summary>Centre, width, height.</summary>
    Cxcywh,

    /// <summary>Left, top, width, height.</summary>
    Xywh,
}
