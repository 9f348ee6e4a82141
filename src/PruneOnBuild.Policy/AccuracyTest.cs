namespace PruneOnBuild.Policy;

/// <summary>What decides an accuracy gate.</summary>
public enum AccuracyTest
{
    /// <summary>The bound that holds for other samples like these, at the gate's confidence.</summary>
    Interval,

    /// <summary>The value measured on these samples.</summary>
    Point,
}
