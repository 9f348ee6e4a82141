using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>The package Microsoft.ML.OnnxRuntime that this repository's own projects were restored with.</summary>
internal static class RestoredOnnxRuntime
{
    // As eng/onnxruntime writes it: the package's own folder, ID/VERSION below the package folder.
    private static readonly DirectoryInfo s_package = new(
        new DirectoryInfo(Path.Combine(Repository.Root, "eng", "onnxruntime", "obj")).GetFiles("*.txt")
            .Select(stamp => File.ReadAllText(stamp.FullName).Trim())
            .First(Directory.Exists));

    public static string Version => s_package.Name;

    public static string PackageFolder => s_package.Parent!.Parent!.FullName;
}
