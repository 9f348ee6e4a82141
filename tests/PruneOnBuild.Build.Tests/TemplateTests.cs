using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>What <c>dotnet new</c> makes of the packed templates, installed for this test run alone.</summary>
public sealed class TemplateTests(TemplateTests.Installed installed) : IClassFixture<TemplateTests.Installed>
{
    [Theory]
    [InlineData("cpu", Hardware.Cpu)]
    [InlineData("gpu", Hardware.Gpu)]
    [InlineData("sparse", Hardware.Sparse)]
    public void Policy_IsFreeOfMistakes_ForEveryHardware(string word, Hardware hardware)
    {
        var folder = Directory.CreateDirectory(Path.Combine(installed.Folder, word)).FullName;
        installed.New(folder, "prune-policy", "--model", "Models/net.onnx", "--hardware", word);

        var reading = PolicyReader.Read(Path.Combine(folder, "prune.yaml"));
        Assert.Empty(reading.Warnings);
        Assert.Equal(hardware, Assert.Single(reading.Policy.Targets).Hardware);
        Assert.Equal("Models/net.onnx", Assert.Single(reading.Policy.Models).Path.Value);
        Assert.Equal(
            ["# yaml-language-server: $schema=obj/prune/prune.schema.json", "# $schema: obj/prune/prune.schema.json"],
            File.ReadLines(Path.Combine(folder, "prune.yaml")).Take(2));
    }

    [Fact]
    public void Classifier_BuildsWithAPrunedModel_AndRunsIt()
    {
        // For its NuGet.config, which finds the packed package and ONNX Runtime.
        var project = new ThrowawayProject("Shop", "Shop").OnnxRuntime();
        Directory.CreateDirectory(project.Folder);
        installed.New(
            project.Folder, "prune-classifier", "--force", "--name", "Shop", "--output", ".", "--onnxRuntime", $"[{RestoredOnnxRuntime.Version}]");
        File.Delete(project.PathOf("Shop.cs"));
        Directory.CreateDirectory(project.PathOf("Models"));
        OnnxWriter.Write(
            TinyModel.Input("x", 1, 3, 16, 16)
                .Conv("conv1", 64).Relu().Conv("conv2", 64).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y"),
            project.PathOf("Models/model.onnx"));

        var (exitCode, output) = DotNet.Run(project.Folder, "run", "--project", "Shop.csproj", "-p:NuGetAudit=false");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"class [0-3] of 4\s*$", output);
        Assert.InRange(
            new FileInfo(project.PathOf("bin/Debug/net10.0/Models/model.onnx")).Length,
            1, new FileInfo(project.PathOf("Models/model.onnx")).Length * 9 / 10);
        Assert.Contains("\"$schema\"", project.Read("obj/prune/prune.schema.json"), StringComparison.Ordinal);
    }

    public sealed class Installed
    {
        private readonly string _hive;

        public Installed()
        {
            Folder = Path.Combine(PackedPackage.TestRun, "new");
            _hive = Path.Combine(Folder, "hive");
            Directory.CreateDirectory(Folder);
            New(Folder, "install", PackedPackage.TemplatesFile);
        }

        internal string Folder { get; }

        internal void New(string folder, params IEnumerable<string> arguments)
        {
            var (exitCode, output) = DotNet.Run(folder, ["new", .. arguments, "--debug:custom-hive", _hive]);
            Assert.True(exitCode == 0, output);
        }
    }
}
