using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real;

/// <param name="Model">Path below <c>models</c>, without extension.</param>
/// <param name="Open">Reads the data from the shared folder for a session of the dense model.</param>
internal sealed record RealNetwork(string Model, Func<string, ModelSession, IRealTask> Open)
{
    public string Path(string shared) => System.IO.Path.Combine(shared, "models", $"{Model}.onnx");
}
