using System.Collections.Immutable;

namespace PruneOnBuild.Policy;

/// <summary>One step from stored samples to what the model reads, applied in the declared order.</summary>
public abstract record PreprocessStep
{
    private PreprocessStep()
    {
    }

    /// <summary>Every value times <paramref name="Factor"/>, as float32.</summary>
    public sealed record Scale(double Factor) : PreprocessStep;

    /// <summary>(value - mean) / std per channel, as float32; one value each, or one for all channels.</summary>
    public sealed record Normalize(ImmutableArray<double> Mean, ImmutableArray<double> Std) : PreprocessStep;

    /// <summary>Samples are stored channels-last (NHWC); from here on they are in this layout.</summary>
    public sealed record Layout(TensorLayout To) : PreprocessStep;

    /// <summary>Samples are stored as RGB; from here on their channels are in this order.</summary>
    public sealed record Order(ChannelOrder To) : PreprocessStep;

    /// <summary>Another size in pixels. One of three: width and height, the short side, or the long side; the others are 0.</summary>
    /// <param name="ShortSide">The long side follows, rounded down.</param>
    /// <param name="LongSide">The short side follows, rounded to the nearest.</param>
    /// <param name="Antialias">Filters widen where images shrink, so that every stored pixel counts.</param>
    public sealed record Resize(int Width, int Height, int ShortSide, int LongSide, ResizeFilter Filter, bool Antialias) : PreprocessStep;

    /// <summary>A box of pixels from the left and upper edge on, or a square around the middle of the image.</summary>
    /// <param name="Center">Side of the square; 0: the box.</param>
    public sealed record Crop(int Center, int X, int Y, int Width, int Height) : PreprocessStep;

    /// <summary>Pixels of one value around the image or after its end, up to a square.</summary>
    /// <param name="To">Side of the square.</param>
    public sealed record Pad(int To, double Value, PadPlace At) : PreprocessStep;

    /// <summary>One channel of three.</summary>
    public sealed record Gray(GrayWeights Weights) : PreprocessStep;

    /// <summary>Values rounded to what the type holds: integers to the nearest, ties to even, within the type's range.</summary>
    public sealed record Type(NumberType To) : PreprocessStep;
}
