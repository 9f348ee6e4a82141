using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using PruneOnBuild.Graph;
using PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Native;

/// <summary>The kernels as a native library in a program without .NET.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("avx2")]
    [InlineData("avx512")]
    public void AProgramInC_ComputesTheSame(string instructions)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "needs Linux on x64");
        Skip.IfNot(instructions == "avx2" ? Avx2.IsSupported : Avx512F.IsSupported, $"needs a machine with {instructions}");
        Skip.If(!Commands.Exist("gcc"), "needs gcc");
        string kernels = Publish(instructions);
        string host = Compile();
        var input = SparseSession.Numbers(144, seed: 9);
        File.WriteAllBytes(_folder.File("x.bin"), MemoryMarshal.AsBytes<float>(input).ToArray());
        OnnxWriter.Write(TinySparse.Sparse, _folder.File("m.onnx"));
        using var session = SparseSession.Open(TinySparse.Sparse);
        var expected = SparseSession.Run(session, ("x", input, [1, 4, 6, 6]));

        var run = Commands.Run(host, LoadedRuntime(), kernels, _folder.File("m.onnx"), "x", "y", _folder.File("x.bin"), "1", "4", "6", "6");

        Assert.True(run.ExitCode == 0, run.Output);
        Close.To(expected, [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => float.Parse(line, CultureInfo.InvariantCulture))],
            instructions, within: 1e-5);

        // Errors reach a native caller too.
        var damaged = TinySparse.Sparse.Proto.Clone();
        damaged.Graph.Node[0].SetInt("outputs", 7);
        OnnxWriter.Write(new ModelGraph(damaged, "m"), _folder.File("m.onnx"));
        run = Commands.Run(host, LoadedRuntime(), kernels, _folder.File("m.onnx"), "x", "y", _folder.File("x.bin"), "1", "4", "6", "6");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("and the attribute outputs says 7", run.Output, StringComparison.Ordinal);
    }

    private string Publish(string instructions)
    {
        string project = Path.Combine(Repository.Root, "src", "PruneOnBuild.Kernels.Native", "PruneOnBuild.Kernels.Native.csproj");
        var built = Commands.Run("dotnet", "publish", project, "-c", "Release", $"-p:NativeKernels={instructions}", "-o", _folder.Path, "-nodeReuse:false", "-nologo");
        Skip.If(built.ExitCode != 0 && built.Output.Contains("error NU1", StringComparison.Ordinal), "needs a package source with the native compiler");
        Assert.True(built.ExitCode == 0, built.Output);
        return _folder.File($"pruneonbuild.kernels.{instructions}.so");
    }

    private string Compile()
    {
        string source = Path.Combine(Repository.Root, "tests", "PruneOnBuild.Kernels.OnnxRuntime.Tests", "Native", "host.c");
        var built = Commands.Run("gcc", "-O1", "-Wall", "-Werror", "-o", _folder.File("host"), source, "-ldl");
        Assert.True(built.ExitCode == 0, built.Output);
        return _folder.File("host");
    }

    /// <summary>The file of the runtime that this process has loaded.</summary>
    private static string LoadedRuntime()
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .Single(file => Path.GetFileName(file).StartsWith("libonnxruntime.so", StringComparison.Ordinal));
    }
}
