using System.IO.Compression;
using PruneOnBuild.Testing;

namespace PruneOnBuild.House.Tests.Bootstrap;

/// <summary>
/// A throwaway folder with the repository's <c>eng/onnxruntime</c>, one project that references ONNX Runtime, an empty package
/// folder, and a "gallery" folder as the only NuGet source beside <c>eng/feed</c>. Nothing in it can reach a network or npm.
/// </summary>
internal sealed class ScratchClone : IDisposable
{
    private const string Package = "Microsoft.ML.OnnxRuntime";

    private readonly string root = Directory.CreateTempSubdirectory("prune-on-build-").FullName;

    internal ScratchClone()
    {
        foreach (var file in Laws.RepositoryFiles.All.Where(file => file.StartsWith("eng/", StringComparison.Ordinal)))
            Write(file, File.ReadAllText(Path.Combine(Repository.Root, file)));
        foreach (var folder in (string[])["gallery", "packages", "home", "programs"])
            Directory.CreateDirectory(Path.Combine(root, folder));
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(Path.Combine(root, "programs", "sh"), "/bin/sh");
        Write("NuGet.config", """
            <configuration>
              <packageSources><clear /><add key="repository" value="eng/feed" /><add key="gallery" value="gallery" /></packageSources>
            </configuration>
            """);
        Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="eng/onnxruntime/Versions.props" />
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.ML.OnnxRuntime" Version="$(OnnxRuntimeRange)" /></ItemGroup>
              <Import Project="eng/onnxruntime/OnnxRuntime.targets" />
            </Project>
            """);
    }

    internal string PackageFolder => Path.Combine(root, "packages");

    internal IEnumerable<string> PackedIntoFeed => Directory.EnumerateFiles(Path.Combine(root, "eng", "feed"), "*.nupkg");

    /// <summary>The versions that restore brought into the package folder.</summary>
    internal IEnumerable<string> Restored
    {
        get
        {
            var folder = new DirectoryInfo(Path.Combine(PackageFolder, Package.ToLowerInvariant()));
            return folder.Exists ? folder.EnumerateDirectories().Select(version => version.Name) : [];
        }
    }

    internal Commands.Result Dotnet(params string[] arguments) =>
        Commands.Run("dotnet", root, [.. arguments, "-nologo", "-nr:false"], new Dictionary<string, string?>
        {
            ["PATH"] = OperatingSystem.IsWindows() ? Environment.SystemDirectory : Path.Combine(root, "programs"),
            ["HOME"] = Path.Combine(root, "home"),
            ["USERPROFILE"] = Path.Combine(root, "home"),
            ["NUGET_PACKAGES"] = PackageFolder,
            ["OnnxRuntimeSource"] = null,
            ["MSBUILDTERMINALLOGGER"] = "off",
        });

    internal void PutIntoGallery(string version) => Pack("gallery", version);

    internal void PutIntoFeed(string version) => Pack("eng/feed", version);

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Pack(string feed, string version)
    {
        using var package = ZipFile.Open(Path.Combine(root, feed, $"{Package}.{version}.nupkg"), ZipArchiveMode.Create);
        AddText(package, $"{Package}.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{Package}</id><version>{version}</version><authors>nobody</authors><description>empty</description></metadata>
            </package>
            """);
        AddText(package, "lib/netstandard2.1/_._", "");
    }

    private static void AddText(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
