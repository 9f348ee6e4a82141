using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Zoo;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>zoo</c>: prunes every model of a folder without a policy, and says what became of it.</summary>
/// <param name="trial">Makes a row of a model's full path and its path relative to the folder; never throws.</param>
internal sealed class ZooCommand(RunConsole console, Func<string, string, ZooRow> trial)
{
    private const string Intro =
        """
          Each group loses 25, 50 and 75 % of its channels by criterion l2, and each cut is held against the
          law of surgery. params, m-adds: prunable share of the parameters and of the multiply-adds.
          kept: multiply-adds left. law: largest error.


        """;

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    public ExitCode Run(Command.Zoo command)
    {
        string folder = Path.GetFullPath(command.Folder);
        var models = Models(folder, command.Model);
        console.Write(Intro.ReplaceLineEndings("\n") + ZooTable.Title);
        var rows = new List<ZooRow>();
        foreach (string model in models)
        {
            var row = trial(Path.Combine(folder, model), model);
            console.Write(ZooTable.Row(row));
            if (command.Groups)
                console.Write(ZooTable.Groups(row));
            // Groups are said once; a zoo may have more of them than one wants to hold.
            rows.Add(row with { Groups = [], Frozen = [] });
        }
        console.Write("\n" + ZooSummary.Write(rows));
        return rows.Any(row => row.Verdict == ZooVerdict.Wrong) ? ExitCode.GateMissed : ExitCode.Passed;
    }

    /// <summary>Relative paths with forward slashes, in ordinal order.</summary>
    private static string[] Models(string folder, string? text)
    {
        if (!Directory.Exists(folder))
            throw CommandLineErrors.NoSuchFolder(folder);
        string[] models =
        [
            .. Directory.EnumerateFiles(folder, "*.onnx", Everywhere)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => text is null || path.Contains(text, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        return models.Length > 0 ? models : throw CommandLineErrors.NoModels(folder, text);
    }
}
