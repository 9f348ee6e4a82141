using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.CommandLine;

/// <summary>POB19: the command line is not understood.</summary>
internal static class CommandLineErrors
{
    private static readonly SourceLocation Place = new("prune-on-build");

    public static PruneOnBuildException UnknownCommand(string name, IEnumerable<string> known) =>
        Error("POB1901", $"Command '{name}' is unknown.{DidYouMean(name, known)} 'prune-on-build --help' lists them.");

    public static PruneOnBuildException UnknownOption(CommandSyntax command, string name) =>
        Error("POB1902", $"Option '{name}' is unknown to '{command.Name}'." +
            DidYouMean(name, command.Options.Select(option => option.Name)));

    public static PruneOnBuildException MissingOption(CommandSyntax command, string option) =>
        Error("POB1903", $"'{command.Name}' needs {command.Options.Single(known => known.Name == option).Form}.");

    public static PruneOnBuildException MissingArgument(CommandSyntax command) => MissingArgument(command.Name, command.Argument!);

    public static PruneOnBuildException MissingArgument(string command, params IEnumerable<string> arguments) =>
        Error("POB1903", $"'{command}' needs {string.Join(" or ", arguments)}.");

    public static PruneOnBuildException MissingValue(string option, string form) =>
        Error("POB1904", $"Option '{option}' has no value. Write {form}.");

    public static PruneOnBuildException UnknownValue(string option, string value, IReadOnlyList<string> known) =>
        Error("POB1905", $"{option} is '{value}', but must be {string.Join(" or ", known)}.");

    public static PruneOnBuildException RepeatedOption(string option) =>
        Error("POB1906", $"Option '{option}' is given twice. Give it once.");

    public static PruneOnBuildException UnexpectedArgument(CommandSyntax command, string word) =>
        Error("POB1907", $"'{command.Name}' does not take '{word}'{(command.Argument is null ? "" : " as a second argument")}. " +
            "'prune-on-build --help' shows its form.");

    public static PruneOnBuildException NoPolicyFound(string folder) =>
        Error("POB1908", $"There is no prune.yaml in '{folder}' or above it. Name the policy with --policy.");

    public static PruneOnBuildException UnexpectedValue(string option) =>
        Error("POB1909", $"Option '{option}' takes no value. Write {option} alone.");

    public static PruneOnBuildException NoSuchFolder(string folder) =>
        Error("POB1910", $"There is no folder '{folder}'. Name one that holds .onnx files.");

    /// <param name="text">What the models' paths were to contain; null: nothing was asked for.</param>
    public static PruneOnBuildException NoModels(string folder, string? text) =>
        Error("POB1910", $"There is no .onnx file below '{folder}'" + (text is null
            ? ". Name a folder that holds some."
            : $" whose path contains '{text}'. Letters count as written, and '*' is no wildcard."));

    /// <param name="entry">The model's entry in the policy.</param>
    public static PruneOnBuildException NoAccuracyGate(SourceLocation entry, string model) => new(Diagnostic.Error(
        "POB1911",
        entry,
        $"'bench accuracy' measures '{model}' as its accuracy gate says, and it has none. Write gates: {{ accuracy: ... }} and data: {{ evaluation: ... }}."));

    /// <param name="option">Of the other kind of hardware than the target's.</param>
    public static PruneOnBuildException OtherHardware(string option, string target, string hardware, string other) =>
        Error("POB1912", $"{option} does not go with target '{target}', whose hardware is {hardware}. Use {other}.");

    /// <param name="text">What no layer's name contains.</param>
    public static PruneOnBuildException NoShapes(string text) =>
        Error("POB1913", $"'bench kernels' knows no layer whose name contains '{text}'. Without --only it measures and lists all.");

    /// <param name="set">What this processor lacks.</param>
    public static PruneOnBuildException MissingInstructions(string set, IEnumerable<string> available) =>
        Error("POB1914", $"This processor has no {set}. It has {string.Join(", ", available)}.");

    /// <param name="best">What several threads run.</param>
    public static PruneOnBuildException ForcedInstructionsOfThreads(string best) =>
        Error("POB1915", $"Several threads are those of ONNX Runtime's sessions, in which the kernels run {best}. Leave --instructions out.");

    private static string DidYouMean(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static PruneOnBuildException Error(string code, string message) => new(Diagnostic.Error(code, Place, message));
}
