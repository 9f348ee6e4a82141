namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>What a machine adds to the time that a run takes by itself.</summary>
internal interface INoise
{
    /// <summary>The factor, above 0, of the next run, which begins at that time.</summary>
    double Next(double seconds);

    /// <summary>The factor, above 0, that a session which is opened now has for as long as it is open.</summary>
    double Opened();
}
