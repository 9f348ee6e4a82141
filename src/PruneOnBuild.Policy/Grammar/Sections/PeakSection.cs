using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>accelerator: multiplyAddsPerSecond: { TYPE: rate }</c></summary>
internal static class PeakSection
{
    public static readonly Key<double> Fp32 = new("fp32", Of.Count("4T"), "With float32 weights.");

    public static readonly Key<double> Fp16 = new("fp16", Of.Count("8T"), "With float16 or bfloat16 weights.");

    public static readonly Key<double> Int8 = new("int8", Of.Count("16T"), "With weights of 8 bits.");

    public static readonly Section Form = new("targets.accelerator.multiplyAddsPerSecond", Fp32, Fp16, Int8);

    public static AcceleratorPeak Bind(SectionReading reading) =>
        new(reading.Written(Fp32)?.Value, reading.Written(Fp16)?.Value, reading.Written(Int8)?.Value);
}
