using System.Globalization;
using PruneOnBuild.Cli.Bench.Kernels;
using PruneOnBuild.Cli.Baselines;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Kernels;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Variants;

namespace PruneOnBuild.Cli.CommandLine;

/// <summary>Reads <c>COMMAND [ARGUMENT] [--option value | --option=value ...]</c>.</summary>
internal static class CommandLineParser
{
    /// <exception cref="PruneOnBuildException">POB19: what was written is not understood.</exception>
    public static Command Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments.Any(argument => argument is "--help" or "-h" or "-?"))
            return new Command.Help();
        string name = arguments[0] == "--version" ? "version" : arguments[0];
        CommandSyntax[] known = [.. CommandSyntax.All.Where(command => command.Name == name)];
        var syntax = known.Length switch
        {
            0 => throw CommandLineErrors.UnknownCommand(name, CommandSyntax.Shown.Select(command => command.Name)),
            1 => known[0],
            _ => ByArgument(known, arguments),
        };
        var words = ParsedWords.Read(syntax, arguments.Skip(1));
        return syntax.Name switch
        {
            "prune" => Prune(syntax, words) with { Baseline = Baseline(words["--baseline"]) },
            "baseline" => Prune(syntax, words) with { Baseline = BaselineMode.Update },
            "explain" => new Command.Explain(
                words["--policy"],
                words["--output"] ?? throw CommandLineErrors.MissingOption(syntax, "--output"),
                words["--model"],
                words["--cache"],
                Lock(words["--lock"]),
                words["--project-directory"],
                words["--build"])
            { Choice = Choice(words), SharedCache = words["--shared-cache"] },
            "check" => new Command.Check(words.Argument),
            "zoo" => new Command.Zoo(
                words.Argument ?? throw CommandLineErrors.MissingArgument(syntax),
                words["--model"],
                words.Has("--groups")),
            "bench" when syntax == CommandSyntax.BenchKernels => BenchKernels(words),
            "bench" when syntax == CommandSyntax.BenchGates => BenchGates(words),
            "bench" => Bench(syntax, words),
            "memory-probe" => new Command.MemoryProbe(words.Argument ?? throw CommandLineErrors.MissingArgument(syntax)),
            "schema" => new Command.Schema(),
            "help" => new Command.Help(),
            _ => new Command.Version(),
        };
    }

    private static Command.Prune Prune(CommandSyntax syntax, ParsedWords words) => new(
        words["--policy"],
        words["--output"] ?? throw CommandLineErrors.MissingOption(syntax, "--output"),
        words["--model"],
        words["--cache"],
        Verdicts(words["--verdicts"]),
        Lock(words["--lock"]),
        words["--project-directory"])
    {
        Choice = Choice(words),
        SharedCache = words["--shared-cache"],
        SharedCacheMode = words["--shared-cache-mode"] is { } mode ? SharedCaches.Mode("--shared-cache-mode", mode) : null,
        Ci = Ci(words["--ci"]),
        Annotates = Annotations(words["--annotations"]),
        Record = words["--record"],
    };

    /// <summary>The one among commands of one name whose argument comes first.</summary>
    private static CommandSyntax ByArgument(CommandSyntax[] known, IReadOnlyList<string> arguments)
    {
        foreach (string word in arguments.Skip(1))
            if (known.FirstOrDefault(command => command.Argument == word) is { } named)
                return named;
        string[] all = [.. known.Select(command => command.Argument!)];
        throw arguments.ElementAtOrDefault(1) is { } other && !other.StartsWith('-')
            ? CommandLineErrors.UnknownValue(known[0].Name, other, all)
            : CommandLineErrors.MissingArgument(known[0].Name, all);
    }

    private static Command.Bench Bench(CommandSyntax syntax, ParsedWords words) => new(
        words["--policy"],
        words["--model"] ?? throw CommandLineErrors.MissingOption(syntax, "--model"),
        OptionLists.Shares("--shares", words["--shares"], allowsOne: true),
        OptionLists.Shares("--sparsities", words["--sparsities"], allowsOne: false),
        OptionLists.Contenders("--criteria", words["--criteria"]),
        words["--output"]);

    private static Command.BenchKernels BenchKernels(ParsedWords words) => new(
        words["--only"],
        Instructions(words["--instructions"]),
        Threads(words["--threads"]),
        OptionLists.Shares("--sparsities", words["--sparsities"], allowsOne: false) is { IsDefault: false } asked ? asked : KernelBar.Sparsities);

    private static Command.BenchGates BenchGates(ParsedWords words) => new(
        Number("--gates", words["--gates"], 0, 100_000, 1000),
        words.Has("--sums"),
        Number("--live", words["--live"], 0, 10_000, 0),
        words["--only"],
        Number("--builds", words["--builds"], 0, 100, 0),
        words["--model"],
        Threads(words["--threads"]),
        words.Has("--neighbour"));

    private static InstructionSet? Instructions(string? value) => value is null
        ? null
        : KernelWords.Find(value) ?? throw CommandLineErrors.UnknownValue("--instructions", value, KernelWords.All);

    private static int Threads(string? value) => Number("--threads", value, 1, 1024, 1);

    private static int Number(string option, string? value, int least, int most, int without)
    {
        if (value is null)
            return without;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw CommandLineErrors.UnknownValue(option, value, [$"a number from {least} to {most}"]);
    }

    private static TargetChoice Choice(ParsedWords words) => new(words["--target"], words["--runtime"]);

    private static VerdictAction Verdicts(string? value) => value switch
    {
        null or "fail" => VerdictAction.Fail,
        "warn" => VerdictAction.Warn,
        "report" => VerdictAction.Report,
        _ => throw CommandLineErrors.UnknownValue("--verdicts", value, ["fail", "warn", "report"]),
    };

    private static BaselineMode Baseline(string? value) => value switch
    {
        null or "use" => BaselineMode.Use,
        "update" => BaselineMode.Update,
        "off" => BaselineMode.Off,
        _ => throw CommandLineErrors.UnknownValue("--baseline", value, ["use", "update", "off"]),
    };

    private static CiSystem? Ci(string? value) => value switch
    {
        null or "auto" => null,
        "github" => CiSystem.GitHub,
        "azure" => CiSystem.Azure,
        "teamcity" => CiSystem.TeamCity,
        "none" => CiSystem.None,
        _ => throw CommandLineErrors.UnknownValue("--ci", value, ["auto", "github", "azure", "teamcity", "none"]),
    };

    private static bool Annotations(string? value) => value switch
    {
        null or "on" => true,
        "off" => false,
        _ => throw CommandLineErrors.UnknownValue("--annotations", value, ["on", "off"]),
    };

    private static LockMode Lock(string? value) => value switch
    {
        null or "use" => LockMode.Use,
        "update" => LockMode.Update,
        "require" => LockMode.Require,
        "off" => LockMode.Off,
        _ => throw CommandLineErrors.UnknownValue("--lock", value, ["use", "update", "require", "off"]),
    };
}
