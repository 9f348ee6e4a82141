using PruneOnBuild.Policy.Diagnostics;

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
        var syntax = CommandSyntax.All.FirstOrDefault(command => command.Name == name)
            ?? throw CommandLineErrors.UnknownCommand(name, CommandSyntax.All.Select(command => command.Name));
        var words = ParsedWords.Read(syntax, arguments.Skip(1));
        return syntax.Name switch
        {
            "prune" => new Command.Prune(
                words["--policy"],
                words["--output"] ?? throw CommandLineErrors.MissingOption(syntax, "--output"),
                words["--model"],
                words["--cache"],
                Verdicts(words["--verdicts"]),
                Lock(words["--lock"]),
                words["--project-directory"]),
            "check" => new Command.Check(words.Argument),
            "zoo" => new Command.Zoo(
                words.Argument ?? throw CommandLineErrors.MissingArgument(syntax),
                words["--model"],
                words.Has("--groups")),
            "bench" => Bench(syntax, words),
            "schema" => new Command.Schema(),
            "help" => new Command.Help(),
            _ => new Command.Version(),
        };
    }

    private static Command.Bench Bench(CommandSyntax syntax, ParsedWords words)
    {
        string what = words.Argument ?? throw CommandLineErrors.MissingArgument(syntax);
        return what != syntax.Argument
            ? throw CommandLineErrors.UnknownValue(syntax.Name, what, [syntax.Argument!])
            : new Command.Bench(
                words["--policy"],
                words["--model"] ?? throw CommandLineErrors.MissingOption(syntax, "--model"),
                OptionLists.Shares("--shares", words["--shares"], allowsOne: true),
                OptionLists.Shares("--sparsities", words["--sparsities"], allowsOne: false),
                OptionLists.Contenders("--criteria", words["--criteria"]),
                words["--output"]);
    }

    private static VerdictAction Verdicts(string? value) => value switch
    {
        null or "fail" => VerdictAction.Fail,
        "warn" => VerdictAction.Warn,
        _ => throw CommandLineErrors.UnknownValue("--verdicts", value, ["fail", "warn"]),
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
