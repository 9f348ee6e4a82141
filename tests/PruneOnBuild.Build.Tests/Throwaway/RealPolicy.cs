using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>A small model and a policy that the package's own worker prunes and judges in a second or two.</summary>
internal static class RealPolicy
{
    public static ThrowawayProject Project(string folder = "app") =>
        new ThrowawayProject(folder, realWorker: true).Item("OnnxModel", "Models/m.onnx").WriteRealModel().WriteRealPolicy("size: { maxShare: 90% }");

    /// <param name="gates">What stands between the braces.</param>
    public static ThrowawayProject WriteRealPolicy(this ThrowawayProject project, string gates) => project.Policy(
        "version: 1",
        "targets:",
        "  here: { hardware: cpu, threads: 1 }",
        "models:",
        "  - path: Models/*.onnx",
        "    target: here",
        "    prune: { goal: { ratio: 0.5 }, criterion: l2 }",
        $"    gates: {{ {gates} }}");

    public static ThrowawayProject WriteRealModel(this ThrowawayProject project, int channels = 32)
    {
        OnnxWriter.Write(
            TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", channels).Relu().Conv("conv2", channels).Relu().GlobalAveragePool().Flatten()
                .Gemm("fc", 4).Output("y"),
            project.PathOf("Models/m.onnx"));
        return project;
    }
}
