using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Policy.Tests;

public sealed class ModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelFilesTests()
    {
        string[] files =
            ["Models/a.onnx", "Models/b.onnx", "Models/deep/c.onnx", "Models/a.onnx.data", "bin/Debug/a.onnx", ".git/x.onnx"];
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
            File.WriteAllText(_folder.File(file), "");
        }
    }

    [Theory]
    [InlineData("Models/a.onnx", "Models/a.onnx")]
    [InlineData("Models/*", "Models/a.onnx Models/b.onnx")]
    [InlineData("Models/**/*.onnx", "Models/a.onnx Models/b.onnx Models/deep/c.onnx")]
    [InlineData("**/*.onnx", "Models/a.onnx Models/b.onnx Models/deep/c.onnx")]
    [InlineData("bin/**/*.onnx", "bin/Debug/a.onnx")]
    public void Finds(string path, string files) => Assert.Equal(files, string.Join(' ', Of(path).Select(Relative)));

    [Fact]
    public void File_BelongsToTheFirstEntryThatMatchesIt()
    {
        var files = Of("Models/b.onnx", "Models/*.onnx");

        Assert.Equal(["Models/b.onnx", "Models/a.onnx"], files.Select(Relative));
        Assert.NotSame(files[0].Model, files[1].Model);
    }

    [Fact]
    public void Rejects_EachPathThatMatchesNoFile_NamingTheNearest()
    {
        var exception = Assert.Throws<PruneOnBuildException>(() => Of("Modls/a.onnx", "Models/a.onnx", "x/*.onnx"));

        Assert.Equal(["POB1025(4,11)", "POB1025(10,11)"],
            exception.Diagnostics.Select(found => $"{found.Code}({found.Location.Line},{found.Location.Column})"));
        Assert.Contains("The nearest .onnx files are Models/a.onnx, Models/b.onnx", exception.Diagnostics[0].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_IsNoModel() => Assert.Throws<PruneOnBuildException>(() => Of("Models"));

    [SkippableFact]
    public void LinkedFolders_AreNotFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights on Windows");
        Directory.CreateSymbolicLink(_folder.File("Models/again"), _folder.File("Models"));

        Assert.Equal(3, Of("Models/**/*.onnx").Length);
    }

    public void Dispose() => _folder.Dispose();

    private ImmutableArray<ModelFile> Of(params string[] paths)
    {
        File.WriteAllText(_folder.File("prune.yaml"),
            "version: 1\ntargets: { server: { hardware: cpu } }\nmodels:\n" + string.Concat(paths.Select(path =>
                $"  - path: '{path}'\n    target: server\n    prune: {{ goal: {{ ratio: 0.5 }} }}\n")));
        return ModelFiles.Of(PolicyReader.Read(_folder.File("prune.yaml")).Policy);
    }

    private string Relative(ModelFile file) => Path.GetRelativePath(_folder.Path, file.Path).Replace('\\', '/');
}
