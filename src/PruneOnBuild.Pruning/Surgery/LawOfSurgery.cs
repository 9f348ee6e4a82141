using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;
using Tensor = PruneOnBuild.Runtime.Tensor;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// The law of surgery, checked by running: on random inputs the pruned model gives what the masked dense model gives. Both run without
/// graph optimisation, so that only the order of summation differs. How much that may matter is measured: a network that blows up
/// rounding errors is allowed what a nudge of its inputs by a few units in the last place does to the masked model alone.
/// </summary>
internal static class LawOfSurgery
{
    private const double FloatTolerance = 1e-3;
    private const double HalfTolerance = 5e-2;

    /// <summary>However much a network blows up rounding, an error above this is no rounding.</summary>
    private const double LargestTolerance = 0.1;
    private const double NudgesAllowed = 10;
    private const float Nudge = 1e-6f;
    private static readonly int[] Seeds = [1, 2];

    /// <returns>The largest error found; the caller judges it.</returns>
    public static LawCheck Check(ModelGraph masked, ModelGraph pruned)
    {
        var settings = new SessionSettings(Threads: null, Provider: null, Optimize: false);
        using var expected = ModelSession.Open(OnnxWriter.ToBytes(masked.Proto, masked.Path), settings, masked.Path);
        using var actual = ModelSession.Open(OnnxWriter.ToBytes(pruned.Proto, pruned.Path), settings, pruned.Path);
        var (error, tolerance) = (0.0, IsHalf(pruned) ? HalfTolerance : FloatTolerance);
        foreach (var seed in Seeds)
        {
            var feeds = RandomInputs.Suiting(expected, seed);
            var wanted = expected.Run(feeds);
            error = Math.Max(error, Difference(wanted, actual.Run(feeds)));
            if (error > tolerance)
            {
                var nudged = Difference(wanted, expected.Run(Nudged(feeds, seed)));
                tolerance = Math.Max(tolerance, Math.Min(LargestTolerance, NudgesAllowed * nudged));
            }
        }

        return new LawCheck(error, tolerance, Seeds.Length);
    }

    private static double Difference(IReadOnlyList<Tensor> wanted, IReadOnlyList<Tensor> got) =>
        wanted.Zip(got, TensorDifference.Relative).DefaultIfEmpty(0).Max();

    private static bool IsHalf(ModelGraph model) =>
        model.Graph.Initializer.Any(tensor => tensor.DataType == (int)Graph.Onnx.TensorProto.Types.DataType.Float16);

    private static Dictionary<string, Tensor> Nudged(IReadOnlyDictionary<string, Tensor> feeds, int seed)
    {
        var random = new Random(seed);
        return feeds.ToDictionary(
            feed => feed.Key,
            feed => feed.Value.ElementType == TensorElementType.Float
                ? Tensor.Of([.. feed.Value.Floats().ToArray().Select(value => value * (1 + (Nudge * ((2 * random.NextSingle()) - 1))))], feed.Value.Dims.AsSpan())
                : feed.Value);
    }
}
