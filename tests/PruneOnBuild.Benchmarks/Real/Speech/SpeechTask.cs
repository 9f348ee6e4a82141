using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>Speech under noise: how much of it is left against the clean recording. Calibrated on steps of the dense model in another recording.</summary>
internal sealed class SpeechTask : IRealTask
{
    private const int Calibrating = 240;

    private readonly Denoise _denoise;
    private readonly (float[] Noisy, float[] Clean)[] _evaluation;

    /// <summary>Of a whole recording, from fresh states.</summary>
    /// <param name="model">The model that is pruned, or its dense form.</param>
    public delegate float[] Denoise(ModelSession model, float[] noisy, Action<ModelSession, IReadOnlyDictionary<string, Tensor>>? onStep);

    private SpeechTask(string shared, ModelSession dense, Denoise denoise)
    {
        var folder = Path.Combine(shared, "data", "voicebank_demand");
        _denoise = denoise;
        _evaluation =
        [
            .. Directory.GetFiles(Path.Combine(folder, "noisy"), "*.wav").Order(StringComparer.Ordinal)
                .Select(noisy => (WaveReader.Read(noisy), WaveReader.Read(Path.Combine(folder, "clean", Path.GetFileName(noisy))))),
        ];
        Calibration = StoredFeeds.Of(dense, Steps(dense, WaveReader.Read(Path.Combine(shared, "data", "speech", "gtcrn_mix.wav"))));
    }

    public string Measured => RealFigures.Measured("SI-SDR", _evaluation.Length, "recordings");

    public SampleSet Calibration { get; }

    public static SpeechTask Gtcrn(string shared, ModelSession dense) =>
        new(shared, dense, (model, noisy, onStep) => Speech.Gtcrn.Enhance(new StreamedModel(model, onStep), noisy));

    /// <param name="isFirst">Which of the two models is pruned; the other stays dense.</param>
    public static SpeechTask Dtln(string shared, ModelSession dense, bool isFirst)
    {
        // For as long as the process lives: there is one such benchmark at a time.
        var other = ModelSession.Open(Path.Combine(shared, "models", isFirst ? "dtln_2.onnx" : "dtln_1.onnx"), new SessionSettings(Threads: 1));
        return new SpeechTask(shared, dense, (model, noisy, onStep) => Speech.Dtln.Enhance(
            new StreamedModel(isFirst ? model : other, isFirst ? onStep : null),
            new StreamedModel(isFirst ? other : model, isFirst ? null : onStep),
            noisy));
    }

    public double Score(ModelSession dense, ModelSession pruned) =>
        _evaluation.Average(pair => SignalDistortion.Ratio(_denoise(pruned, pair.Noisy, null), pair.Clean));

    public string Text(double score) => RealFigures.Decibels(score);

    /// <summary>Spread over the recording.</summary>
    private IEnumerable<IReadOnlyDictionary<string, Tensor>> Steps(ModelSession dense, float[] noisy)
    {
        var steps = new List<IReadOnlyDictionary<string, Tensor>>();
        _denoise(dense, noisy, (_, feed) => steps.Add(feed));
        var every = Math.Max(1, steps.Count / Calibrating);
        return steps.Where((_, index) => index % every == 0).Take(Calibrating);
    }
}
