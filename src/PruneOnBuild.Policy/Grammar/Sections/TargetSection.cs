using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>targets: NAME:</c></summary>
internal static class TargetSection
{
    public static readonly Key<Hardware> Hardware = new("hardware", Choices.Hardware,
        "What the model runs on, and so which kind of pruning pays there.")
    { Required = true };

    public static readonly Key<string> Provider = new("provider", Providers.Form,
        "ONNX Runtime execution provider that measures and runs the model. A gpu target needs one, unless accelerator or runner "
            + "stands for hardware elsewhere. "
            + "A sparse target without it is for the compiler of hardware that this build does not run on: it gets plain zeros, "
            + "measured on the CPU.")
    { Default = Providers.Cpu };

    public static readonly Key<int> Threads = new("threads", Of.Integer(1, 1024, "2"),
        "Intra-op threads while measuring. Without it: as many as ONNX Runtime takes by itself.");

    public static readonly Key<SparsityPattern> Pattern = new("pattern", new PatternForm(),
        "Where zeros may lie. Only for sparse targets. n:m keeps n of every m weights along the input channels; a block is "
            + "output by input channels.")
    { Default = "unstructured" };

    public static readonly Key<Intent> Intent = new("intent", Choices.Intent, "What zeros are for. Only for sparse targets.")
    { Default = "speed" };

    public static readonly Key<StoredValues> Values = new("values", Choices.Values,
        "How the file holds weights that are not zero. Only with provider: sparse-cpu.")
    { Default = "fp32" };

    public static readonly Key<int> Widths = new("widths", Of.Integer(1, 1024, "16"),
        "Channel counts stay on multiples of this, because kernels step there. With goal speedup or fastest, steps are measured; "
            + "without this key there: multiples of 16 on CPUs with AVX-512, of 8 elsewhere, and of 4 below the first.")
    { Default = "8" };

    public static readonly Key<SectionReading> Accelerator = new("accelerator", AcceleratorSection.Form,
        "What is known of hardware that this build does not run on. Gate predicted judges the latency that follows from it.");

    public static readonly Key<SectionReading> Runner = new("runner", RunnerSection.Form,
        "A program of yours that times a model on hardware of yours. Gate latency judges its times.");

    public static readonly Section Form = new(
        "targets", Hardware, Provider, Threads, Pattern, Intent, Values, Widths, Accelerator, Runner);

    public static TargetPolicy Bind(Located<string> name, SectionReading reading)
    {
        var hardware = reading.Get(Hardware).Value;
        return new()
        {
            Name = name.Value,
            Location = name.Location,
            Hardware = hardware,
            Provider = reading.Written(Provider),
            Threads = reading.Written(Threads)?.Value,
            Pattern = hardware == Policy.Hardware.Sparse ? reading.Get(Pattern) : null,
            Intent = reading.Get(Intent).Value,
            Values = reading.Get(Values).Value,
            Widths = reading.Written(Widths)?.Value,
            Accelerator = reading.Written(Accelerator) is { } accelerator ? AcceleratorSection.Bind(accelerator.Value) : null,
            Runner = reading.Written(Runner) is { } runner ? RunnerSection.Bind(runner.Value) : null,
        };
    }
}
