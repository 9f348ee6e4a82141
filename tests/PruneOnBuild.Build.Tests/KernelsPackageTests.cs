using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>The nupkg that applications with sparse models reference.</summary>
public sealed class KernelsPackageTests : IDisposable
{
    private static readonly string[] s_content =
    [
        "LICENSE",
        "README.md",
        "lib/net8.0/PruneOnBuild.Kernels.OnnxRuntime.dll",
        "lib/net8.0/PruneOnBuild.Kernels.OnnxRuntime.xml",
        "lib/net8.0/PruneOnBuild.Kernels.dll",
        "lib/net8.0/PruneOnBuild.Kernels.xml",
    ];

    private readonly ZipArchive _package = ZipFile.OpenRead(PackedPackage.KernelsFile);

    public void Dispose() => _package.Dispose();

    [Fact]
    public void HoldsTwoManagedAssembliesWithTheirDocumentation_AndNothingNative()
    {
        var content = _package.Entries.Select(entry => entry.FullName)
            .Where(name => name is not ("[Content_Types].xml" or "PruneOnBuild.Kernels.nuspec") && !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(s_content, content.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DependsOnAnOnnxRuntimeThatUsersHave_AndTakesNoNativeLibraryFromIt()
    {
        using var reader = new StreamReader(_package.GetEntry("PruneOnBuild.Kernels.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();
        Assert.Contains("<dependency id=\"Microsoft.ML.OnnxRuntime\" version=\"1.17.0\" include=\"Compile\" />", nuspec, StringComparison.Ordinal);
        Assert.Equal(2, nuspec.Split("<dependency ").Length);
        Assert.Contains($"<version>{PackedPackage.Version}</version>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.Contains("MIT", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void HoldsNothingOfTheTimeWhenItWasPacked_SoThatEqualSourcesMakeEqualPackages()
    {
        using var tool = ZipFile.OpenRead(PackedPackage.File);
        Assert.All(_package.Entries.Concat(tool.Entries), entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Theory]
    [InlineData("PruneOnBuild.Kernels")]
    [InlineData("PruneOnBuild.Kernels.OnnxRuntime")]
    public void IsTheVeryAssemblyThatTheWorkerRuns(string name)
    {
        using var worker = ZipFile.OpenRead(PackedPackage.File);
        Assert.Equal(
            ModuleVersion(_package.GetEntry($"lib/net8.0/{name}.dll")!),
            ModuleVersion(worker.GetEntry($"tools/worker/{name}.dll")!));
    }

    /// <summary>Of a deterministic build a hash of all that went in.</summary>
    private static Guid ModuleVersion(ZipArchiveEntry entry)
    {
        using var memory = new MemoryStream();
        using (var content = entry.Open())
            content.CopyTo(memory);
        memory.Position = 0;
        using var assembly = new PEReader(memory);
        var metadata = assembly.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
