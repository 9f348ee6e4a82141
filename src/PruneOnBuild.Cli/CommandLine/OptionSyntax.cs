namespace PruneOnBuild.Cli.CommandLine;

/// <summary>An option and the one value that follows it.</summary>
/// <param name="Value">What the value is called; null: the option takes none.</param>
internal sealed record OptionSyntax(string Name, string? Value, string Summary)
{
    /// <summary>As it is written: <c>--output &lt;folder&gt;</c>.</summary>
    public string Form => Value is null ? Name : $"{Name} {Value}";
}
