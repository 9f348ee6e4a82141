using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>The nupkg itself.</summary>
public sealed partial class PackageTests : IDisposable
{
    private readonly ZipArchive _package = ZipFile.OpenRead(PackedPackage.File);

    public void Dispose() => _package.Dispose();

    [Fact]
    public void IsADevelopmentDependencyWithoutDependencies()
    {
        using var reader = new StreamReader(_package.GetEntry("PruneOnBuild.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain(_package.Entries, entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("build/PruneOnBuild.targets")]
    [InlineData("build/PruneOnBuild.proj")]
    [InlineData("build/ItemTypes.xaml")]
    [InlineData("tools/netstandard2.0/PruneOnBuild.Tasks.dll")]
    [InlineData("tools/worker/prune-on-build.dll")]
    [InlineData("tools/worker/prune-on-build.runtimeconfig.json")]
    [InlineData("tools/worker/ThirdPartyNotices.txt")]
    [InlineData("schema/prune.schema.json")]
    [InlineData("docs/codes/POB1090.md")]
    [InlineData("LICENSE")]
    [InlineData("README.md")]
    [InlineData("THIRD-PARTY-NOTICES.md")]
    public void Holds(string file) => Assert.NotNull(_package.GetEntry(file));

    // With the native runtimes of five platforms instead of one it must stay below 120 MB.
    [Fact]
    public void IsSmall()
    {
        var natives = In("tools/worker/runtimes/").Sum(entry => entry.CompressedLength);
        var all = new FileInfo(PackedPackage.File).Length;
        Assert.InRange(all + (4 * natives), 1, 120_000_000);
    }

    [Fact]
    public void HoldsTheNativeRuntimeOfThisMachineAlone()
    {
        var natives = In("tools/worker/runtimes/").Select(entry => entry.FullName).ToList();
        Assert.Contains(natives, name => name.Contains("onnxruntime", StringComparison.Ordinal));
        Assert.All(natives, name =>
            Assert.StartsWith($"tools/worker/runtimes/{PackedPackage.Rid}/native/", name, StringComparison.Ordinal));
    }

    [Fact]
    public void BuildTransitiveIsACopyOfBuild()
    {
        Assert.NotEmpty(In("build/"));
        Assert.Equal(In("build/").Select(NameAndHash).Order(), In("buildTransitive/").Select(NameAndHash).Order());
    }

    [Fact]
    public void HoldsNoOtherFileTwice()
    {
        var twice = _package.Entries
            .Where(entry => entry.Length > 0 && !entry.FullName.StartsWith("buildTransitive/", StringComparison.Ordinal))
            .GroupBy(Hash)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(" = ", group.Select(entry => entry.FullName)));
        Assert.Empty(twice);
    }

    [Fact]
    public void EveryCodeOfTargetsAndTasksHasItsPage()
    {
        string[] sources =
        [
            .. Directory.GetFiles(Path.Combine(Repository.Root, "build")),
            .. Directory.GetFiles(Path.Combine(Repository.Root, "src", "PruneOnBuild.Tasks"), "*.cs"),
        ];
        var codes = sources.SelectMany(source => QuotedCode().Matches(File.ReadAllText(source)))
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("POB9050", codes);
        Assert.All(codes, code => Assert.NotNull(_package.GetEntry($"docs/codes/{code}.md")));
    }

    [GeneratedRegex("\"(POB\\d{4})\"")]
    private static partial Regex QuotedCode();

    private static string NameAndHash(ZipArchiveEntry entry) => $"{entry.Name} {Hash(entry)}";

    private static string Hash(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return Convert.ToHexString(SHA256.HashData(content));
    }

    private IEnumerable<ZipArchiveEntry> In(string folder) =>
        _package.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal));
}
