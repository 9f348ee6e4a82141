namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>One part of <c>bench gates</c>: a table of what gates say where the truth is known.</summary>
internal interface IGateSection
{
    /// <param name="write">Given text with its line ends, as soon as it is known.</param>
    /// <param name="report">Told what goes on.</param>
    void Run(Action<string> write, Action<string> report);
}
