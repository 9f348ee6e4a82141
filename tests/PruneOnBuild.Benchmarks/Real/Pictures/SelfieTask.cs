using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real.Pictures;

/// <summary>
/// Which pixels are a person: on how many of them the pruned model says what the dense one says. No picture, and so no crop of one, is both
/// calibrated on and judged.
/// </summary>
internal sealed class SelfieTask : IRealTask
{
    private const int Size = 256;
    private const int Kodak = 7;
    private const float Person = 0.5f;

    private readonly IReadOnlyDictionary<string, Tensor>[] _evaluation;
    private readonly bool[] _wanted;

    public SelfieTask(string shared, ModelSession dense)
    {
        var folder = Path.Combine(shared, "data", "images");
        Picture[] kodak = [.. Directory.GetFiles(Path.Combine(folder, "kodak_gray256"), "*.png").Order(StringComparer.Ordinal).Select(PngReader.Read)];
        var cat = PngReader.Read(Path.Combine(folder, "chelsea.png"));
        var astronaut = PngReader.Read(Path.Combine(folder, "astronaut.png"));
        IReadOnlyDictionary<string, Tensor> Feed(float[] square) =>
            new Dictionary<string, Tensor> { [dense.Inputs[0].Name] = Tensor.Of(square, 1, Size, Size, 3) };
        Calibration = StoredFeeds.Of(dense, [.. kodak.Take(Kodak).SelectMany(Crops).Select(Feed), .. Crops(cat).Select(Feed)]);
        _evaluation = [.. kodak.Skip(Kodak).SelectMany(Crops).Select(Feed), .. Crops(astronaut).Select(Feed)];
        _wanted = Mask(dense) ?? throw new InvalidDataException("The dense model gives numbers that are none.");
    }

    public string Measured => RealFigures.Measured("same pixels", _evaluation.Length, "crops");

    public string Remark =>
        $"a model that sees a person nowhere would score {RealFigures.Percent(1 - (_wanted.Count(isPerson => isPerson) / (double)_wanted.Length))}";

    public SampleSet Calibration { get; }

    public double Score(ModelSession dense, ModelSession pruned) =>
        Mask(pruned) is { } mask ? mask.Zip(_wanted).Count(pair => pair.First == pair.Second) / (double)mask.Length : double.NaN;

    public string Text(double score) => RealFigures.Percent(score);

    /// <summary>The largest square, and a smaller one in the middle.</summary>
    private static IEnumerable<float[]> Crops(Picture picture)
    {
        var side = Math.Min(picture.Width, picture.Height);
        foreach (var part in new[] { side, side * 3 / 4 })
            yield return picture.Square((picture.Width - part) / 2, (picture.Height - part) / 2, part, Size);
    }

    /// <summary>Of all crops; null where an output is not finite.</summary>
    private bool[]? Mask(ModelSession model)
    {
        var shares = _evaluation.SelectMany(feed => model.Run(feed)[0].Floats().ToArray()).ToArray();
        return shares.All(float.IsFinite) ? [.. shares.Select(share => share > Person)] : null;
    }
}
