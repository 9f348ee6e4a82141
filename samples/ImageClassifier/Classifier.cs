using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ObjectImages;
using PruneOnBuild.Kernels.OnnxRuntime;

namespace ImageClassifier;

/// <summary>A model of Models/, and how an image becomes its input. The application never asks whether it was pruned.</summary>
internal sealed class Classifier(string modelPath) : IDisposable
{
    // As in training/network.py.
    private const float Mean = 0.5f;
    private const float Deviation = 0.3f;

    // One thread, as the policies measure. With prune.sparse.yaml the model has sparse operators; any other model runs as without the kernels.
    private readonly InferenceSession session =
        new(modelPath, new SessionOptions { IntraOpNumThreads = 1 }.AddPruneOnBuildSparseKernels());

    private readonly DenseTensor<float> input = new([1, ImageSize.Channels, ImageSize.Side, ImageSize.Side]);

    public long FileBytes { get; } = new FileInfo(modelPath).Length;

    /// <param name="image">[32, 32, 3], red green blue.</param>
    /// <returns>The most likely class and its probability.</returns>
    public (ObjectClass Class, float Probability) Classify(ReadOnlySpan<byte> image)
    {
        var values = input.Buffer.Span;
        const int pixels = ImageSize.Side * ImageSize.Side;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            for (var channel = 0; channel < ImageSize.Channels; channel++)
                values[channel * pixels + pixel] = (image[pixel * ImageSize.Channels + channel] / 255f - Mean) / Deviation;
        }

        using var results = session.Run([NamedOnnxValue.CreateFromTensor("images", input)]);
        var logits = results[0].AsEnumerable<float>().ToArray();
        var best = Array.IndexOf(logits, logits.Max());
        return ((ObjectClass)best, 1 / logits.Sum(logit => MathF.Exp(logit - logits[best])));
    }

    public void Dispose() => session.Dispose();
}
