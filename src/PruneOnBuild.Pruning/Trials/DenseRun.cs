using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Trials;

/// <summary>Whether ONNX Runtime takes a model as it is: what it refuses of a dense model is no fault of a cut.</summary>
internal static class DenseRun
{
    /// <summary>Why the model cannot be loaded or run; null: it can.</summary>
    public static Diagnostic? Refusal(ModelGraph dense)
    {
        try
        {
            var settings = new SessionSettings(Threads: null, Provider: null, Optimize: false);
            using var session = ModelSession.Open(OnnxWriter.ToBytes(dense.Proto, dense.Path), settings, dense.Path);
            RandomInputs.Suiting(session, seed: 1);
            return null;
        }
        catch (PruneOnBuildException refused)
        {
            return refused.Diagnostics[0];
        }
    }
}
