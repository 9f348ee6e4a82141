using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Gpu;

/// <summary>Whether the runtime's WebGPU provider starts here.</summary>
internal static class GpuDevice
{
    /// <summary><c>required</c>: tests that need a device fail where none starts, as on CI, which brings a software one.</summary>
    private const string Variable = "PRUNEONBUILD_GPU";

    public static SessionSettings Settings { get; } = new(Provider: "webgpu");

    /// <summary>Skips the calling test, a [SkippableFact], where there is no device, unless the environment requires one.</summary>
    public static void Require()
    {
        using var folder = new TemporaryFolder();
        OnnxWriter.Write(TinyModel.Input("x", 1, 4).Gemm("fc", 2).Output("y"), folder.File("m.onnx"));
        try
        {
            using var session = ModelSession.Open(folder.File("m.onnx"), Settings);
        }
        catch (PruneOnBuildException refused) when (Environment.GetEnvironmentVariable(Variable) != "required")
        {
            Skip.If(true, $"needs a GPU, or a software driver such as .ci/run brings: {refused.Diagnostics[0].Message}");
        }
    }
}
