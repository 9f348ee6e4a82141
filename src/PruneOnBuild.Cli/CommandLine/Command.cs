namespace PruneOnBuild.Cli.CommandLine;

/// <summary>What the user asked for.</summary>
internal abstract record Command
{
    private Command()
    {
    }

    /// <param name="Policy">The prune.yaml; null: the nearest one in the current folder or above.</param>
    /// <param name="Output">Folder of the pruned models and reports.</param>
    /// <param name="Model">One model of the policy; null: all of them.</param>
    /// <param name="Cache">Folder of the stages' stored results; null: <c>.cache</c> in the output folder.</param>
    /// <param name="Verdicts">What a failed gate does.</param>
    /// <param name="Lock">What prune.lock is for.</param>
    /// <param name="ProjectDirectory">Folder that paths are shown relative to; null: the current folder.</param>
    public sealed record Prune(
        string? Policy, string Output, string? Model, string? Cache, VerdictAction Verdicts, LockMode Lock, string? ProjectDirectory) : Command;

    public sealed record Check(string? Policy) : Command;

    /// <param name="Folder">Every .onnx file below it is pruned.</param>
    /// <param name="Model">Only files whose path below the folder contains this text; null: all.</param>
    /// <param name="Groups">Whether to print the groups of each model, and what is frozen.</param>
    public sealed record Zoo(string Folder, string? Model, bool Groups) : Command;

    public sealed record Schema : Command;

    public sealed record Help : Command;

    public sealed record Version : Command;
}
