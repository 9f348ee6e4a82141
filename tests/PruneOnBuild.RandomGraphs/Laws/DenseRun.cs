using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.RandomGraphs.Laws;

/// <summary>Whether the runtime takes a graph, and whether its outputs say anything.</summary>
internal sealed record DenseRun(string? Refusal, bool Varies)
{
    private const float Least = 1e-5f;

    public static DenseRun Of(ModelGraph model)
    {
        try
        {
            using var session = ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), new SessionSettings(Threads: 1, Optimize: false), model.Path);
            var (first, second) = (Floats(session, 1), Floats(session, 2));
            return new DenseRun(null, first.Zip(second).Any(pair => Math.Abs(pair.First - pair.Second) > Least) && first.All(float.IsFinite));
        }
        catch (PruneOnBuildException refused)
        {
            return new DenseRun(refused.Message, false);
        }
    }

    private static float[] Floats(ModelSession session, int seed) =>
        [.. session.Run(RandomInputs.For(session.Inputs, seed)).SelectMany(output => output.Floats().ToArray())];
}
