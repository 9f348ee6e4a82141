using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Arm64;

/// <summary>.NET for Arm64 under QEMU, with a runner for tests that were built here: published once for all that use it.</summary>
public sealed class EmulatedArm64 : IDisposable
{
    /// <summary>Where Debian and its kin keep the C and C++ libraries of Arm64.</summary>
    private const string Libraries = "/usr/aarch64-linux-gnu";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _runner;

    public EmulatedArm64() => _runner = new(Publish);

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs the tests of a project beside this one, as it was built with this one, whose names hold <paramref name="only"/>.</summary>
    /// <param name="oldest">The emulator's major version.</param>
    /// <returns>Exit code and output.</returns>
    internal (int ExitCode, string Output) Run(string project, string only, int oldest)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "needs Linux on x64");
        var emulator = new[] { "qemu-aarch64-static", "qemu-aarch64" }.FirstOrDefault(Commands.Exist);
        Skip.If(emulator is null || Version(emulator) < oldest, $"needs qemu-user {oldest} or later");
        Skip.IfNot(File.Exists(Path.Combine(Libraries, "lib", "libstdc++.so.6")), $"needs the C++ library of Arm64 in {Libraries}");
        // W^X maps code twice, which an emulator need not notice; code that counts for a profile takes a fifth of the time.
        return Commands.Run(
            emulator!, "-L", Libraries, "-E", "DOTNET_EnableWriteXorExecute=0", "-E", "DOTNET_TieredPGO=0", _runner.Value, Built(project), only);
    }

    /// <summary>Its first line is "qemu-aarch64 version 7.2.22 (...)".</summary>
    private static int Version(string emulator) =>
        int.Parse(Regex.Match(Commands.Run(emulator, "--version").Output, @"version (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    private string Publish()
    {
        string project = Path.Combine(Repository.Root, "tests", "PruneOnBuild.PlainRunner", "PruneOnBuild.PlainRunner.csproj");
        var built = Commands.Run("dotnet", "publish", project, "-c", "Release", "-r", "linux-arm64", "-o", _folder.Path, "-nodeReuse:false", "-nologo");
        Skip.If(built.ExitCode != 0 && built.Output.Contains("error NU1", StringComparison.Ordinal), "needs a package source with .NET for linux-arm64");
        Assert.True(built.ExitCode == 0, built.Output);
        return _folder.File("plain-runner");
    }

    /// <summary>Configuration and framework are those of the running tests.</summary>
    private static string Built(string project)
    {
        string own = typeof(EmulatedArm64).Assembly.GetName().Name!;
        return Path.Combine(AppContext.BaseDirectory.Replace($"/{own}/", $"/{project}/", StringComparison.Ordinal), project + ".dll");
    }
}
