using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Runtime;
using Tensor = PruneOnBuild.Runtime.Tensor;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// The law of surgery, checked by running: on random inputs the pruned model gives what the masked dense model gives, at its outputs and
/// behind every layer (so that a network whose end has gone dead still testifies). Both run without graph optimisation, so that only the
/// order of summation differs. How much that may matter is measured: where a network blows up rounding errors, a value is allowed what a
/// nudge of the inputs by a few units in the last place does to it in the masked model alone.
/// </summary>
internal static class LawOfSurgery
{
    private const double FloatTolerance = 1e-3;
    private const double HalfTolerance = 5e-2;

    /// <summary>However much a network blows up rounding, an error above this is no rounding.</summary>
    private const double LargestTolerance = 0.1;

    /// <summary>The same in float16, whose sums keep three digits: one that cancels to a hundredth of its terms keeps one.</summary>
    private const double LargestHalfTolerance = 0.5;
    private const double NudgesAllowed = 10;
    private const float FloatNudge = 1e-6f;

    /// <summary>A unit in the last place of float16.</summary>
    private const float HalfNudge = 1e-3f;
    private static readonly int[] Seeds = [1, 2];

    /// <summary>Masks the dense model, cuts nothing itself, and compares.</summary>
    /// <returns>The worst value found; the caller judges it.</returns>
    public static LawCheck Check(AxisMap map, Func<int, bool> removed, ModelGraph pruned) =>
        Check(MaskedModel.Build(map, removed), pruned, Witnesses.Of(map, removed));

    /// <summary>Compares two models that must say the same, at the witnesses given and their outputs.</summary>
    public static LawCheck Check(ModelGraph masked, ModelGraph pruned, IReadOnlyList<Witness>? witnesses = null)
    {
        witnesses ??= [];
        var settings = new SessionSettings(Threads: null, Provider: null, Optimize: false);
        using var expected = ModelSession.Open(Witnesses.Expose(masked, witnesses), settings, masked.Path);
        using var actual = ModelSession.Open(Witnesses.Expose(pruned, witnesses), settings, pruned.Path);
        var worst = new LawCheck(0, IsHalf(pruned) ? HalfTolerance : FloatTolerance, Seeds.Length);
        var (strict, largest) = (worst.Tolerance, IsHalf(pruned) ? LargestHalfTolerance : LargestTolerance);
        foreach (var seed in Seeds)
        {
            var feeds = RandomInputs.Suiting(expected, seed);
            var wanted = Kept(expected.Run(feeds), expected, witnesses);
            var errors = Differences(wanted, actual.Run(feeds));
            var nudged = errors.Exists(error => error > strict)
                ? Differences(wanted, Kept(expected.Run(Nudged(feeds, seed)), expected, witnesses)) : null;
            for (var i = 0; i < errors.Count; i++)
            {
                var tolerance = nudged is null ? strict : Math.Max(strict, Math.Min(largest, NudgesAllowed * nudged[i]));
                worst = worst.OrWorse(new LawCheck(errors[i], tolerance, Seeds.Length));
            }
        }

        return worst;
    }

    private static List<double> Differences(IReadOnlyList<Tensor> wanted, IReadOnlyList<Tensor> got) =>
        [.. wanted.Zip(got, TensorDifference.Relative)];

    /// <summary>Outputs as they are, witnesses without the channels that go.</summary>
    private static List<Tensor> Kept(IReadOnlyList<Tensor> values, ModelSession session, IReadOnlyList<Witness> witnesses)
    {
        var byName = witnesses.ToDictionary(witness => witness.Value);
        return [.. values.Zip(session.Outputs, (value, output) => byName.TryGetValue(output.Name, out var witness) ? witness.Keep(value) : value)];
    }

    private static bool IsHalf(ModelGraph model) =>
        model.Graph.Initializer.Any(tensor => tensor.DataType == (int)Graph.Onnx.TensorProto.Types.DataType.Float16);

    private static Dictionary<string, Tensor> Nudged(IReadOnlyDictionary<string, Tensor> feeds, int seed)
    {
        var random = new Random(seed);
        float Nudge(float value, float size) => value * (1 + (size * ((2 * random.NextSingle()) - 1)));
        return feeds.ToDictionary(feed => feed.Key, feed => feed.Value.ElementType switch
        {
            TensorElementType.Float => Tensor.Of([.. feed.Value.Floats().ToArray().Select(value => Nudge(value, FloatNudge))], feed.Value.Dims.AsSpan()),
            TensorElementType.Float16 => Tensor.Of([.. feed.Value.Floats().ToArray().Select(value => (Half)Nudge(value, HalfNudge))], feed.Value.Dims.AsSpan()),
            _ => feed.Value,
        });
    }
}
