using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Policy;
using PruneOnBuild.Reports.Sections;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>check</c>: all mistakes of a policy, or what it declares.</summary>
internal sealed class CheckCommand(RunConsole console)
{
    public ExitCode Run(Command.Check command)
    {
        var reading = PolicyReader.Read(PolicyLocator.Find(command.Policy));
        foreach (var warning in reading.Warnings)
            console.Write(warning);
        var policy = reading.Policy;
        var files = ModelFiles.Of(policy);
        console.Write($"{console.Shown(policy.File)}: no mistakes\n");
        console.Write("targets:\n");
        foreach (var target in policy.Targets)
            console.Note(TargetSection.Of(target, SessionSettings.For(target).ProviderName).ToString());
        console.Write("models:\n");
        foreach (var (model, path) in files)
        {
            string gates = Gates(model.Gates);
            console.Note($"{console.Shown(path)} for {model.Target.Value}, {PruneSection.Of(model.Prune)}, gates: {gates}");
        }
        return ExitCode.Passed;
    }

    private static string Gates(GateSettings gates)
    {
        (string Name, bool IsDeclared)[] known =
        [
            ("latency", gates.Latency is not null), ("accuracy", gates.Accuracy is not null), ("size", gates.Size is not null),
            ("structure", gates.Structure is not null), ("memory", gates.Memory is not null), ("predicted", gates.Predicted is not null),
        ];
        string declared = string.Join(", ", known.Where(gate => gate.IsDeclared).Select(gate => gate.Name));
        return declared.Length == 0 ? "none" : declared;
    }
}
