using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>The words that <c>data:</c> has for values.</summary>
internal static class DataChoices
{
    public static ChoiceForm<ChannelOrder> Order { get; } = new(
        new("RGB", ChannelOrder.Rgb, "Red first, as images are decoded."),
        new("BGR", ChannelOrder.Bgr, "Blue first, as models trained on OpenCV's images want."));

    public static ChoiceForm<ResizeFilter> Filter { get; } = new(
        new("nearest", ResizeFilter.Nearest, "The stored pixel that lies under the middle of the new one."),
        new("bilinear", ResizeFilter.Bilinear, "Straight lines between pixels."),
        new("bicubic", ResizeFilter.Bicubic, "Cubic curves through pixels; they may swing past the range of the stored values."),
        new("area", ResizeFilter.Area, "The mean of the stored pixels that the new one covers."));

    public static ChoiceForm<PadPlace> PadAt { get; } = new(
        new("center", PadPlace.Center, "Half of it before, half after; an odd pixel goes after."),
        new("end", PadPlace.End, "To the right and below."));

    public static ChoiceForm<GrayWeights> Gray { get; } = new(
        new("bt601", GrayWeights.Bt601, "0.299 red, 0.587 green, 0.114 blue: what PIL and OpenCV do."),
        new("bt709", GrayWeights.Bt709, "0.2126 red, 0.7152 green, 0.0722 blue."));

    public static ChoiceForm<NumberType> Type { get; } = new(
        new("float32", NumberType.Fp32, "As computed."),
        new("float16", NumberType.Fp16, "Rounded to half precision."),
        new("uint8", NumberType.U8, "Rounded to a whole number from 0 to 255, as image libraries do after each step."),
        new("int64", NumberType.I64, "Rounded to a whole number; exact up to 16777216."));

    public static ChoiceForm<PcmEncoding> Encoding { get; } = new(
        new("int16", PcmEncoding.S16, "16 bits, little-endian."),
        new("int24", PcmEncoding.S24, "24 bits in three bytes, little-endian."),
        new("float32", PcmEncoding.Fp32, "IEEE floats, little-endian."));

    public static ChoiceForm<bool> Overlap { get; } = new(
        new("refused", false, "A sample that is in both is an error."),
        new("allowed", true, "Samples may be in both; figures then flatter the pruned model."));
}
