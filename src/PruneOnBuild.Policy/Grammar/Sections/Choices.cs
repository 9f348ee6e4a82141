using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>The words of prune.yaml that stand for one of a few values.</summary>
internal static class Choices
{
    public static ChoiceForm<Hardware> Hardware { get; } = new(
        new("cpu", Policy.Hardware.Cpu, "Whole channels go; every CPU runs the smaller model faster."),
        new("gpu", Policy.Hardware.Gpu, "Whole channels go; needs a provider that runs on a GPU."),
        new("sparse", Policy.Hardware.Sparse, "Weights become zero in a pattern, for kernels that skip zeros."));

    public static ChoiceForm<Intent> Intent { get; } = new(
        new("speed", Policy.Intent.Speed, "Less time. A provider that is named must gain from the pattern."),
        new("size", Policy.Intent.Size, "A smaller file only; latency is not expected to change. Any pattern goes with any "
            + "provider."));

    public static ChoiceForm<StoredValues> Values { get; } = new(
        new("fp32", StoredValues.Fp32, "As the model has them."),
        new("fp16", StoredValues.Fp16, "Rounded to half precision, in half of the bytes; computed with as float32."));

    public static ChoiceForm<AcceleratorSparsity> AcceleratorSparsity { get; } = new(
        new("none", Policy.AcceleratorSparsity.None, "Nothing: zeros are multiplied by as any number."),
        new("skips-zeros", Policy.AcceleratorSparsity.SkipsZeros, "Time and memory traffic of zeros, wherever they lie."),
        new("2:4", Policy.AcceleratorSparsity.TwoOfFour, "Half of the time of layers with two zeros in every four weights along "
            + "the input channels."));

    public static ChoiceForm<Criterion> Criterion { get; } = new(
        new("l1", Policy.Criterion.L1, "Sum of absolute weights. Needs no data."),
        new("l2", Policy.Criterion.L2, "Root of the sum of squared weights. Needs no data."),
        new("obs", Policy.Criterion.Obs, "Error after the best repair (optimal brain surgeon). The most accurate; needs "
            + "calibration data."),
        new("activation", Policy.Criterion.Activation, "Mean absolute activation on the calibration data."),
        new("batchnorm-scale", Policy.Criterion.BatchNormScale, "Absolute scale of the batch normalization; channels only."),
        new("random", Policy.Criterion.Random, "Seeded random numbers: the baseline to beat."));

    public static ChoiceForm<Recovery> Recovery { get; } = new(
        new("none", Policy.Recovery.None, "What remains is left as it is."),
        new("least-squares", Policy.Recovery.LeastSquares,
            "Remaining weights are refitted, layer by layer, towards the dense model; needs calibration data."));

    public static ChoiceForm<Allocation> Allocation { get; } = new(
        new("global", Policy.Allocation.Global, "Layers compete: where little is lost, much is removed."),
        new("layer", Policy.Allocation.Layer, "Every layer loses the same share."));

    public static ChoiceForm<InconclusiveAction> Inconclusive { get; } = new(
        new("warn", InconclusiveAction.Warn, "The build goes on with a warning."),
        new("fail", InconclusiveAction.Fail, "The build fails."));

    public static ChoiceForm<TensorLayout> Layout { get; } = new(
        new("NCHW", TensorLayout.Nchw, "Channels before height and width."),
        new("NHWC", TensorLayout.Nhwc, "Channels last, as stored."));
}
