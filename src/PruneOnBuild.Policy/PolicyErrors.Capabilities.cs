using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

// POB1029, a warning that knew of TensorRT only, is retired: POB1034 says the same of every provider.
internal static partial class PolicyErrors
{
    private const string SizeOnly = "or intent: size, if a smaller file is all that you want";

    /// <param name="hardware">What the provider runs on; null: nothing but sparse targets.</param>
    public static Diagnostic NoGain(SourceLocation place, SparseCapability capability, string pattern, Hardware? hardware)
    {
        var (provider, gains) = (capability.Provider, Quote.List(capability.Patterns, "and"));
        var finding = capability.Gains.IsEmpty
            ? $"provider {provider} gains no time from zeros, in the pattern {pattern} or any other"
            : $"provider {provider} gains time from zeros in the pattern {gains} only, but pattern is {pattern}";
        var other = capability.Gains.IsEmpty ? "" : $"pattern: {Quote.List(capability.Patterns)}, or ";
        var channels = hardware is { } own
            ? $"or hardware: {own.Word()} with goal flops or speedup, where whole channels go, " : "";
        return Error("POB1034", place, $"{finding}: {capability.Evidence.Says}. Write {other}provider: sparse-cpu, whose kernels "
            + $"skip zeros in any pattern on any CPU, {channels}{SizeOnly}.");
    }

    /// <param name="sparsity">The share of a layer's weights that become zero with the goal.</param>
    public static Diagnostic TooFewZeros(
        Located<Goal> goal, double sparsity, SparsityPattern pattern, string provider, SparseGain gain)
    {
        var least = Quantity.Print(gain.LeastSparsity);
        var remedy = pattern is SparsityPattern.NOfM ? "Take a pattern with more zeros"
            : goal.Value.Kind == GoalKind.Flops ? $"Aim at flops: {Quantity.Print(Math.Round(1 - gain.LeastSparsity, 4))} or less"
            : $"Aim at sparsity: {least} or more";
        var zeros = Quantity.Print(Math.Round(sparsity, 4));
        var device = gain.Device is { } named ? $" ({named})" : "";
        return Diagnostic.Warning("POB1035", goal.Location, $"{zeros} of a layer's weights become zero, but provider {provider} gains "
            + $"time in the pattern {pattern} from {least} on{device}: {gain.Evidence.Says}. {remedy}, {SizeOnly}.");
    }

    /// <param name="wish">"the goal fastest looks for speed".</param>
    public static Diagnostic SizeIsNotSpeed(SourceLocation place, string wish, string target, string remedy) =>
        Error("POB1036", place, $"Target '{Quote.Shorten(target)}' has intent: size, which promises a smaller file and the same "
            + $"latency, but {wish}. {remedy}; or remove intent, and name a provider that gains time from the target's pattern.");

    public static Diagnostic ValuesWithoutKernels(SourceLocation place) =>
        Diagnostic.Warning("POB1038", place, "values has no effect without provider: sparse-cpu: the file holds weights as the dense "
            + "model has them. Remove it, or write hardware: sparse and provider: sparse-cpu.");

    public static Diagnostic IntentWithoutSparse(SourceLocation place) =>
        Diagnostic.Warning("POB1037", place, "intent: size has no effect without hardware: sparse: where whole channels go, the "
            + "model becomes smaller and faster. Remove it, or write hardware: sparse.");
}
