using System.ComponentModel;
using System.IO.Compression;
using System.Security;
using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>
/// The package's own task assembly in a build engine for .NET Framework, run by Mono: xbuild, whose interfaces are those of MSBuild 14, older than
/// every engine that the package supports. What it cannot load, Visual Studio's might not either.
/// </summary>
[Trait("Goal", "M9")]
public sealed class MonoTests : IDisposable
{
    private static readonly Lazy<bool> s_hasEngine = new(HasEngine);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void PrunesAModel()
    {
        var (exitCode, output) = Build("behaviour: passed");
        Assert.True(exitCode == 0, output);
        Assert.Equal("pruned dense", File.ReadAllText(_folder.File("out/m.onnx")));
        Assert.Contains($"PruneOnBuild -> {_folder.File("out/report.md")}", output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("missed", "(1,12): error POB4001: ")]
    [InlineData("crash", "(1): error POB9050: ")]
    public void FailsWithTheSameError(string behaviour, string error)
    {
        var (exitCode, output) = Build($"behaviour: {behaviour}");
        Assert.True(exitCode != 0, output);
        Assert.Contains(error, output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("out/m.onnx")));
    }

    [SkippableTheory]
    [InlineData("passed", 0)]
    [InlineData("missed", 1)]
    public void RepeatsARun_WithoutTheWorker(string behaviour, int exitCode)
    {
        Assert.Equal(exitCode, Math.Min(1, Build($"behaviour: {behaviour}\nrecord: yes").ExitCode));
        string[] left = [.. _folder.AllFiles().Where(file => file.StartsWith("out/", StringComparison.Ordinal) && !file.Contains("reported-", StringComparison.Ordinal))];
        Directory.Delete(_folder.File("out"), recursive: true);
        var (again, output) = Build($"behaviour: {behaviour}\nrecord: yes");
        Assert.Equal(exitCode, Math.Min(1, again));
        Assert.Contains(behaviour == "missed" ? "(1,12): error POB4001: " : "table: m.onnx", output, StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(_folder.File("starts.log")));
        Assert.Equal([.. left.Where(file => file != "out/run.txt")], _folder.AllFiles().Where(file => file.StartsWith("out/", StringComparison.Ordinal) && !file.Contains("reported-", StringComparison.Ordinal)));
    }

    private (int ExitCode, string Output) Build(string policy)
    {
        Skip.IfNot(s_hasEngine.Value, "Mono with xbuild and the netstandard facade (Debian's mono-devel) is not installed");
        using (var package = ZipFile.OpenRead(PackedPackage.File))
            package.GetEntry("tools/netstandard2.0/PruneOnBuild.Tasks.dll")!.ExtractToFile(_folder.File("PruneOnBuild.Tasks.dll"), overwrite: true);
        _folder.Write("prune.yaml", policy + "\n");
        _folder.Write("m.onnx", "dense");
        var project = _folder.Write("App.proj", $"""
            <Project ToolsVersion="14.0" DefaultTargets="Prune" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <UsingTask TaskName="PruneOnBuild.Tasks.PruneModel" AssemblyFile="PruneOnBuild.Tasks.dll" />
              <UsingTask TaskName="PruneOnBuild.Tasks.ReportVerdicts" AssemblyFile="PruneOnBuild.Tasks.dll" />
              <Target Name="Prune">
                <PruneModel DotNetHost="{Escaped(Environment.ProcessPath!)}" Worker="{Escaped(PackedPackage.FakeWorker)}"
                            Policy="{_folder.File("prune.yaml")}" Model="{_folder.File("m.onnx")}" OutputFolder="{_folder.File("out")}"
                            CacheFolder="{_folder.File("cache")}" Verdicts="fail" Lock="use" Baseline="use" Ci="none" ProjectFolder="{_folder.Path}">
                  <Output TaskParameter="Verdict" ItemName="Verdict" />
                </PruneModel>
                <ReportVerdicts Verdicts="@(Verdict)" ProjectFolder="{_folder.Path}" DocsUrl="file:///docs/" />
              </Target>
            </Project>
            """);
        return DotNet.RunProgram("xbuild", _folder.Path, project, "/nologo");
    }

    private static string Escaped(string path) => SecurityElement.Escape(path)!;

    private static bool HasEngine()
    {
        try
        {
            return DotNet.RunProgram("xbuild", ".", "/version").ExitCode == 0 && File.Exists("/usr/lib/mono/4.5/Facades/netstandard.dll");
        }
        catch (Win32Exception)
        {
            return false; // No such program.
        }
    }
}
