using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

internal static partial class PolicyErrors
{
    public static Diagnostic PredictedWithoutAccelerator(SourceLocation place, string target) =>
        Error("POB1065", place, $"The gate predicted needs a target with accelerator:, from which latency is predicted, and target "
            + $"'{Quote.Shorten(target)}' has none. Add accelerator: to the target, or judge the measured latency with gate latency.");

    public static Diagnostic LatencyOfAccelerator(SourceLocation place, string target) =>
        Error("POB1066", place, $"The gate latency judges what is measured, and target '{Quote.Shorten(target)}' is known by its accelerator: "
            + "only, so that nothing can be measured on it here. Judge predicted instead, or add runner: or provider: to the target.");

    public static Diagnostic SearchElsewhere(SourceLocation place, string goal, string target) =>
        Error("POB1067", place, $"The goal {goal} measures many models on the machine that builds, but target '{Quote.Shorten(target)}' is "
            + "elsewhere. Aim at flops, ratio or size, and judge the result with gate latency or predicted.");

    public static Diagnostic RunnerWithoutModel(SourceLocation place, string command) =>
        Error("POB1068", place, $"The runner's command '{Quote.Shorten(command)}' does not say which model it is to run. Write "
            + $"{TargetRunner.ModelPlace} where its path belongs.");

    public static Diagnostic NotOfRunner(SourceLocation place, string key, string target) =>
        Error("POB1069", place, $"{key} is measured by this build's own runtime, and the runner of target '{Quote.Shorten(target)}' gives times of single runs. "
            + "Ask for speedup, p50, p90, p95 or p99 there, or remove the runner.");
}
