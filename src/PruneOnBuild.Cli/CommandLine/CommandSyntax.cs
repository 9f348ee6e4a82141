namespace PruneOnBuild.Cli.CommandLine;

/// <summary>What one command may be followed by. The parser and the help text read the same table.</summary>
/// <param name="Argument">What its one positional argument is called, in brackets where it may be left out; null: it takes none.</param>
internal sealed record CommandSyntax(string Name, string? Argument, string Summary, params OptionSyntax[] Options)
{
    private static readonly OptionSyntax[] s_pruneOptions =
    [
        new("--policy", "<prune.yaml>", "The policy. Without it: the nearest prune.yaml in this folder or above."),
        new("--output", "<folder>", "Receives the pruned models and their reports. Required."),
        new("--model", "<model.onnx>", "Only this model of the policy."),
        new("--target", "<name>", "Prune all models for this target of the policy. Without it: each for its own."),
        new("--runtime", "<identifier>", "Chooses where a model has targets by runtime identifier, such as linux-x64."),
        new("--cache", "<folder>", "Keeps results of earlier runs. Without it: .cache in the output folder."),
        new("--shared-cache", "<folder|URL>", "A second cache for clones and machines. Without it: $PruneOnBuildSharedCache, or none."),
        new("--shared-cache-mode", "read|write", "Whether results made here go there too (write, as without it)."),
        new("--verdicts", "fail|warn|report", "Whether a failed gate is an error (fail, as without it), a warning, or only reported."),
        new("--lock", "use|update|require|off", "Apply plans of prune.lock while fresh (use, as without it), write them, insist on them."),
        new("--ci", "auto|github|azure|teamcity|none", "Who gets annotations and a summary (auto, as without it: whoever runs this)."),
        new("--annotations", "on|off", "Whether errors become annotations (on, as without it), or only the summary is written."),
        new("--record", "<file>", "Receives what a build needs to repeat the run without this program."),
        new("--project-directory", "<folder>", "Paths are shown relative to this folder. Without it: the current one."),
    ];

    public static readonly CommandSyntax Prune = new(
        "prune",
        null,
        "Prune the models of a policy, measure them and judge them.",
        [
            .. s_pruneOptions,
            new("--baseline", "use|update|off", "Hold figures against prune.baseline.json (use, as without it), or write it."),
        ]);

    public static readonly CommandSyntax Baseline = new(
        "baseline", null, "As prune, and write the figures to prune.baseline.json: later runs must keep them.", s_pruneOptions);

    public static readonly CommandSyntax Explain = new(
        "explain",
        null,
        "Say what prune would do again and why, and what each gate compares. No model is run.",
        new("--policy", "<prune.yaml>", "The policy. Without it: the nearest prune.yaml in this folder or above."),
        new("--output", "<folder>", "Where earlier runs left the pruned models and their reports. Required."),
        new("--model", "<model.onnx>", "Only this model of the policy."),
        new("--target", "<name>", "Prune all models for this target of the policy. Without it: each for its own."),
        new("--runtime", "<identifier>", "Chooses where a model has targets by runtime identifier, such as linux-x64."),
        new("--cache", "<folder>", "Has results of earlier runs. Without it: .cache in the output folder."),
        new("--shared-cache", "<folder|URL>", "A second cache for clones and machines. Without it: $PruneOnBuildSharedCache, or none."),
        new("--lock", "use|update|require|off", "As prune has it."),
        new("--build", "<file>", "What a build compares: lines 'in <file>' and 'out <file>'. Without it: the last run's."),
        new("--project-directory", "<folder>", "Paths are shown relative to this folder. Without it: the current one."));

    public static readonly CommandSyntax Check = new(
        "check", "[prune.yaml]", "Say everything that is wrong with a policy, or what it declares.");

    public static readonly CommandSyntax Zoo = new(
        "zoo",
        "<folder>",
        "Prune every model below a folder at three ratios, and say what became of it.",
        new("--model", "<text>", "Only models whose path below the folder contains this text."),
        new("--groups", null, "Print the groups of each model as cause and effect, and what is frozen and why."));

    public static readonly CommandSyntax Bench = new(
        "bench",
        "accuracy",
        "Measure what pruning costs one model in accuracy, beside plain l1 and l2.",
        new("--model", "<model.onnx>", "The model of the policy. Required."),
        new("--policy", "<prune.yaml>", "The policy. Without it: the nearest prune.yaml in this folder or above."),
        new("--shares", "<0.8,0.7,...>", "Multiply-adds to keep, for cpu and gpu targets. Without it: 0.8 to 0.3."),
        new("--sparsities", "<0.5,0.6,...>", "Weights to zero, for sparse targets. Without it: 0.5 to 0.95."),
        new("--criteria", "<ours,l1,l2>", "Which columns; ours is what the policy names. Without it: all three."),
        new("--output", "<file.md>", "Receives the table as Markdown."));

    public static readonly CommandSyntax BenchKernels = new(
        "bench",
        "kernels",
        "Measure the sparse kernels on this machine, beside dense ONNX Runtime.",
        new("--only", "<text>", "Only layers whose name contains this text, such as conv3x3 or '512 -> 512'."),
        new("--instructions", "avx512|avx2|advsimd|scalar", "Without it: the widest that this processor has."),
        new("--threads", "<count>", "Without it: 1."),
        new("--sparsities", "<0.5,0.7,...>", "Shares of zeros. Without it: 0.5 to 0.95."));

    public static readonly CommandSyntax MemoryProbe = new(
        "memory-probe", "<request>", "What a memory gate starts this program with: opens one model, runs one sample, prints its own peak memory.")
    { IsHidden = true };

    public static readonly CommandSyntax BenchGates = new(
        "bench",
        "gates",
        "Measure how often gates are wrong where the truth is known.",
        new("--gates", "<count>", "Gates for each line of simulated and recorded noise. Without it: 1000; 0: none."),
        new("--sums", null, "Accuracy gates at the threshold, summed over all outcomes instead of drawn."),
        new("--live", "<count>", "Gates for each line of real sessions, which take minutes. Without it: none."),
        new("--only", "<text>", "Only lines such as accuracy, or 'live: chain' (section: name)."),
        new("--builds", "<count>", "Whole builds at once, and then alone. Without it: none."),
        new("--model", "<model.onnx>", "Recorded, and judged against itself. Without it: a model of equal layers."),
        new("--threads", "<count>", "Without it: 1."),
        new("--neighbour", null, "Only burn a core until the input ends: what the bench starts beside itself."));

    public static readonly CommandSyntax Schema = new("schema", null, "Print the JSON schema of prune.yaml.");

    public static readonly CommandSyntax Help = new("help", null, "Print this text.");

    public static readonly CommandSyntax Version = new("version", null, "Print the version.");

    public static readonly CommandSyntax[] All = [Prune, Baseline, Explain, Check, Zoo, Bench, BenchKernels, BenchGates, MemoryProbe, Schema, Help, Version];

    /// <summary>For this program's own use: neither help nor messages name it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Those that a user may type.</summary>
    public static IEnumerable<CommandSyntax> Shown => All.Where(command => !command.IsHidden);
}
