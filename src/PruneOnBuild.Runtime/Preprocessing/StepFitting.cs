using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime.Images;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>Fits one step after the other, and knows what samples are by then.</summary>
internal sealed class StepFitting(ImmutableArray<long> dims, TensorLayout? layout, bool areBytes)
{
    private TensorLayout? _layout = layout;
    private ChannelOrder _order = ChannelOrder.Rgb;
    private bool _areBytes = areBytes;

    /// <summary>Dimensions of one sample after the steps so far.</summary>
    public ImmutableArray<long> Dims { get; private set; } = dims;

    /// <returns>Null where the step changes nothing.</returns>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The step does not fit.</exception>
    public IFittedStep? Fit(Located<PreprocessStep> step)
    {
        var fitted = FitOne(step);
        _areBytes = step.Value switch
        {
            PreprocessStep.Scale or PreprocessStep.Normalize or PreprocessStep.Gray => false,
            PreprocessStep.Type type => type.To == NumberType.U8,
            PreprocessStep.Pad pad => _areBytes && pad.Value is >= 0 and <= 255 && double.IsInteger(pad.Value),
            _ => _areBytes,
        };
        return fitted;
    }

    private IFittedStep? FitOne(Located<PreprocessStep> step) => step.Value switch
    {
        PreprocessStep.Scale scale => new Scaling((float)scale.Factor),
        PreprocessStep.Normalize normalize => Normalizing.Fit(normalize, Dims, _layout, step.Location),
        PreprocessStep.Layout { To: var to } => Layout(to, step),
        PreprocessStep.Type type => new Rounding(type.To),
        PreprocessStep.Order order => Order(order.To, step),
        PreprocessStep.Gray gray => Made(new Graying(Colours(step, "gray"), gray.Weights, _order == ChannelOrder.Bgr)),
        PreprocessStep.Resize resize => Resize(resize, step),
        PreprocessStep.Crop crop => Crop(crop, step),
        PreprocessStep.Pad pad => Pad(pad, step),
        _ => throw new InvalidOperationException($"Step {step.Value} is unknown here."),
    };

    private ImageStep Made(ImageStep step)
    {
        Dims = step.To.Dims;
        return step;
    }

    private Transposing? Layout(TensorLayout to, Located<PreprocessStep> step)
    {
        Dims = Dims.Length switch
        {
            3 => Dims,
            2 when _layout == TensorLayout.Nhwc => Dims.Add(1),
            _ => throw RuntimeErrors.LayoutNeedsImages(step.Location, Dims),
        };
        if (to == _layout)
            return null;
        var transposing = Transposing.Fit(Dims, to);
        (Dims, _layout) = (transposing.Dims, to);
        return transposing;
    }

    private ImageStep? Order(ChannelOrder to, Located<PreprocessStep> step)
    {
        var axes = Colours(step, "order");
        if (to == _order)
            return null;
        _order = to;
        return Made(new Ordering(axes));
    }

    private ImageStep Resize(PreprocessStep.Resize resize, Located<PreprocessStep> step)
    {
        var axes = Images(step, "resize");
        var (width, height) = Resizing.SizeOf(resize, axes);
        if (width * height > PictureFile.MostPixels)
            throw RuntimeErrors.StepDoesNotFit(step.Location, "resize", $"an image of {Size(axes)} would become {width} x {height}",
                "Such a shape is no picture; crop it first, or remove the image.");
        return Made(new Resizing(axes, axes with { Width = (int)width, Height = (int)height }, resize.Filter, resize.Antialias, _areBytes));
    }

    private ImageStep Crop(PreprocessStep.Crop crop, Located<PreprocessStep> step)
    {
        var axes = Images(step, "crop");
        var (width, height) = crop.Center > 0 ? (crop.Center, crop.Center) : (crop.Width, crop.Height);
        // As torchvision rounds where the border is odd.
        var (x, y) = crop.Center > 0
            ? ((int)Math.Round((axes.Width - width) / 2.0), (int)Math.Round((axes.Height - height) / 2.0))
            : (crop.X, crop.Y);
        if (x < 0 || y < 0 || x + width > axes.Width || y + height > axes.Height)
            throw RuntimeErrors.StepDoesNotFit(step.Location, "crop",
                string.Create(CultureInfo.InvariantCulture, $"{width} x {height} pixels from {x},{y} on do not lie within {Size(axes)}"),
                "Take a smaller part, or resize or pad before.");
        return Made(new Windowing(axes, axes with { Width = width, Height = height }, -x, -y, 0));
    }

    private ImageStep Pad(PreprocessStep.Pad pad, Located<PreprocessStep> step)
    {
        var axes = Images(step, "pad");
        if (axes.Width > pad.To || axes.Height > pad.To)
            throw RuntimeErrors.StepDoesNotFit(step.Location, "pad",
                string.Create(CultureInfo.InvariantCulture, $"{Size(axes)} is larger than {pad.To} x {pad.To}"), "Resize to the long side before.");
        var (x, y) = pad.At == PadPlace.Center ? ((pad.To - axes.Width) / 2, (pad.To - axes.Height) / 2) : (0, 0);
        return Made(new Windowing(axes, axes with { Width = pad.To, Height = pad.To }, x, y, (float)pad.Value));
    }

    private ImageAxes Images(Located<PreprocessStep> step, string name) =>
        ImageAxes.Of(Dims, _layout) ?? throw RuntimeErrors.StepNeedsImages(step.Location, name, Dims);

    private ImageAxes Colours(Located<PreprocessStep> step, string name) =>
        Images(step, name) is { Channels: 3 } axes
            ? axes
            : throw RuntimeErrors.StepDoesNotFit(step.Location, name,
                $"it needs three channels, and samples have shape {Tensor.DimsText(Dims.AsSpan())}", "Remove the step.");

    private static string Size(ImageAxes axes) => string.Create(CultureInfo.InvariantCulture, $"{axes.Width} x {axes.Height} pixels");
}
