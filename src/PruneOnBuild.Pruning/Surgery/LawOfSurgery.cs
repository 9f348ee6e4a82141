using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// The law of surgery, checked by running: on random inputs the pruned model gives what the masked dense model gives. Both run without
/// graph optimisation, so that only the order of summation differs.
/// </summary>
internal static class LawOfSurgery
{
    private const double FloatTolerance = 1e-3;
    private const double HalfTolerance = 5e-2;
    private static readonly int[] Seeds = [1, 2];

    /// <returns>The largest error found; the caller judges it.</returns>
    public static LawCheck Check(ModelGraph masked, ModelGraph pruned)
    {
        var settings = new SessionSettings(Threads: null, Provider: null, Optimize: false);
        using var expected = ModelSession.Open(OnnxWriter.ToBytes(masked.Proto, masked.Path), settings, masked.Path);
        using var actual = ModelSession.Open(OnnxWriter.ToBytes(pruned.Proto, pruned.Path), settings, pruned.Path);
        var (error, half) = (0.0, false);
        foreach (var seed in Seeds)
        {
            var feeds = RandomInputs.Suiting(expected, seed);
            var (wanted, got) = (expected.Run(feeds), actual.Run(feeds));
            for (var i = 0; i < wanted.Count; i++)
            {
                error = Math.Max(error, TensorDifference.Relative(wanted[i], got[i]));
                half |= wanted[i].ElementType == TensorElementType.Float16;
            }
        }

        half |= pruned.Graph.Initializer.Any(tensor => tensor.DataType == (int)Graph.Onnx.TensorProto.Types.DataType.Float16);
        return new LawCheck(error, half ? HalfTolerance : FloatTolerance, Seeds.Length);
    }
}
