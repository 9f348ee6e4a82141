using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>targets: NAME: accelerator:</c></summary>
internal static class AcceleratorSection
{
    public static readonly Key<AcceleratorPeak> MultiplyAddsPerSecond = new("multiplyAddsPerSecond", new PeakForm(),
        "Peak rate with dense weights, for weights of every type or for each.")
    { Required = true };

    public static readonly Key<double> Bandwidth = new("bandwidth", Of.Bandwidth, "Between memory and kernels.") { Required = true };

    public static readonly Key<AcceleratorSparsity> Sparsity = new("sparsity", Choices.AcceleratorSparsity,
        "What the kernels gain from zeros.")
    { Default = "none" };

    public static readonly Key<double> Efficiency = new("efficiency", Of.ShareAboveZero("0.6 or 60%"),
        "Share of the peak that kernels reach.")
    { Default = "1" };

    public static readonly Key<TimeSpan> Overhead = new("overhead", Of.Duration,
        "Time that each layer takes beside its work, such as the launch of its kernel. Without it: none.");

    public static readonly Section Form = new("targets.accelerator", MultiplyAddsPerSecond, Bandwidth, Sparsity, Efficiency, Overhead);

    public static Accelerator Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        MultiplyAddsPerSecond = reading.Get(MultiplyAddsPerSecond).Value,
        Bandwidth = reading.Get(Bandwidth).Value,
        Sparsity = reading.Get(Sparsity).Value,
        Efficiency = reading.Get(Efficiency).Value,
        Overhead = reading.Written(Overhead)?.Value ?? TimeSpan.Zero,
    };
}
