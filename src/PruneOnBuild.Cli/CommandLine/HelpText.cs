using System.Text;

namespace PruneOnBuild.Cli.CommandLine;

/// <summary>The text of <c>--help</c>, at most 100 columns wide.</summary>
internal static class HelpText
{
    public static string Write()
    {
        var text = new StringBuilder("Prunes ONNX models, measures them, and fails when a gate of prune.yaml is missed.\n");
        foreach (var command in CommandSyntax.Shown)
        {
            string argument = command.Argument is null ? "" : $" {command.Argument}";
            string options = command.Options.Length == 0 ? "" : " [options]";
            text.Append($"\n  prune-on-build {command.Name}{argument}{options}\n      {command.Summary}\n");
            foreach (var option in command.Options)
            {
                text.Append($"        {option.Form}\n            {option.Summary}\n");
            }
        }
        return text.Append(
            """

            Exit codes: 0 passed, 1 bad input or a bench that could not measure ours, 2 a gate was missed
            or a model of a zoo came out wrong, 3 a fault of ours.
            Each code that an error names (POBnnnn) has a page in docs/codes.

            """.ReplaceLineEndings("\n")).ToString();
    }
}
