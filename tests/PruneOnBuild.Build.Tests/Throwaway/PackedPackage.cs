using System.Runtime.InteropServices;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>The packages as users get them, packed once per test run with a version of its own, for this machine's platform only.</summary>
internal static class PackedPackage
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly Lazy<string> s_feed = new(Pack);
    private static readonly Lazy<string> s_templates = new(PackTemplates);

    /// <summary>The folder under which a test run keeps all that it makes; a later run deletes it.</summary>
    public static string TestRun { get; } = CreateTestRun();

    public static string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>The folder of the feed that holds the packages and nothing else.</summary>
    public static string Feed => s_feed.Value;

    public static string File => Path.Combine(Feed, $"PruneOnBuild.{Version}.nupkg");

    /// <summary>PruneOnBuild.Kernels, which the same command packs.</summary>
    public static string KernelsFile => Path.Combine(Feed, $"PruneOnBuild.Kernels.{Version}.nupkg");

    /// <summary>PruneOnBuild.Templates, packed on demand.</summary>
    public static string TemplatesFile => s_templates.Value;

    /// <summary>The package folder of all throwaway projects; the user's own stays clean. A blank, as in many a user's name.</summary>
    public static string Packages { get; } = Path.Combine(TestRun, "package folder");

    /// <summary>The stand-in for the worker, whose behaviour prune.yaml asks for.</summary>
    public static string FakeWorker { get; } =
        Path.Combine(Repository.Root, "tests", "PruneOnBuild.FakeWorker", "bin", Configuration, "net10.0", "fake-worker.dll");

    public static string Rid { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-" +
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    private static string PackTemplates() => Path.Combine(Pack("PruneOnBuild.Templates", "templates"), $"PruneOnBuild.Templates.{Version}.nupkg");

    private static string Pack() => Pack("PruneOnBuild.Package", "feed");

    private static string Pack(string name, string folder)
    {
        var feed = Path.Combine(TestRun, folder);
        var project = Path.Combine(Repository.Root, "src", name, $"{name}.csproj");
        var (exitCode, output) = DotNet.Run(
            TestRun, "pack", project, "--no-build", "-c", Configuration, "-o", feed, "-nologo", "-tl:off", "-nodeReuse:false",
            $"-p:PruneOnBuildPackageVersion={Version}", $"-p:PruneOnBuildPackageRuntimes={Rid}");
        Assert.True(exitCode == 0, output);
        return feed;
    }

    // Not deleted at exit, for which the test host leaves no time: each run removes what earlier ones left.
    private static string CreateTestRun()
    {
        const string prefix = "PruneOnBuild.Tests.";
        foreach (var earlier in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(prefix + "*"))
            if (DateTime.UtcNow - earlier.LastWriteTimeUtc > TimeSpan.FromHours(1))
                earlier.Delete(recursive: true);
        return Directory.CreateTempSubdirectory(prefix).FullName;
    }
}
