using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PruneOnBuild.Build.Tests.Throwaway;
using Xunit.Abstractions;

namespace PruneOnBuild.Build.Tests;

/// <summary>
/// Many builds at once of ten projects with five models, in clones that share one cache: the worker of one waits for that of another, and each model
/// is pruned once. <c>PRUNEONBUILD_PARALLEL_BUILDS</c> says how many; a build server has time for a few.
/// </summary>
[Trait("Goal", "M4")]
public sealed class ParallelBuildsTests(ITestOutputHelper output)
{
    private const int Projects = 10;
    private const int Models = 5;

    private static readonly int s_builds =
        int.Parse(Environment.GetEnvironmentVariable("PRUNEONBUILD_PARALLEL_BUILDS") ?? "3", CultureInfo.InvariantCulture);

    // Of the SDK there is nothing in these projects, only the package's targets: compilers would take most of the time.
    private readonly string _project = $"""
        <Project DefaultTargets="PruneModels">
          <PropertyGroup>
            <BaseIntermediateOutputPath>obj/</BaseIntermediateOutputPath>
            <IntermediateOutputPath>obj/</IntermediateOutputPath>
            <PruneOnBuildCache>../../cache</PruneOnBuildCache>
            <BuildingProject>true</BuildingProject>
          </PropertyGroup>
          <ItemGroup><OnnxModel Include="../Models/m$(Number).onnx" /></ItemGroup>
          <Import Project="{PackedPackage.Packages}/pruneonbuild/{PackedPackage.Version}/build/PruneOnBuild.targets" />
        </Project>
        """;

    [Fact]
    public async Task EachModelIsPrunedOnce_AndALaterCloneTakesAllFromTheCache()
    {
        var source = RealPolicy.Project("source");
        source.Run("restore").ShouldPass();
        string[] clones = [.. Enumerable.Range(1, s_builds).Select(number => Clone(source, $"../clone{number}"))];

        var watch = Stopwatch.StartNew();
        // A thread each, because a pool of threads would hold some of them back for seconds.
        await Task.WhenAll(clones.Select(clone => Task.Factory.StartNew(
            () => Build(clone), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var stages = clones.SelectMany(PrunedFromCache).ToList();
        Assert.Equal(s_builds * Projects, stages.Count);
        Assert.Equal(Models, stages.Count(isFromCache => !isFromCache));
        Assert.Single(clones.Select(Pruned).Distinct());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{s_builds} builds of {Projects} projects: {watch.Elapsed.TotalSeconds:F0} s, {Models} models pruned, {stages.Count - Models} taken from the cache"));

        var later = Clone(source, "../later");
        watch.Restart();
        Build(later);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a later build of {Projects} projects: {watch.Elapsed.TotalSeconds:F1} s"));
        Assert.All(PrunedFromCache(later), Assert.True);
        Assert.Equal(Pruned(clones[0]), Pruned(later));
    }

    private string Clone(ThrowawayProject source, string folder)
    {
        for (var model = 0; model < Models; model++)
        {
            source.WriteRealModel(channels: 16 + (4 * model));
            source.Write($"{folder}/Models/m{model}.onnx", "");
            File.Copy(source.PathOf("Models/m.onnx"), source.PathOf($"{folder}/Models/m{model}.onnx"), overwrite: true);
        }
        for (var project = 0; project < Projects; project++)
            source.Write($"{folder}/p{project}/p{project}.proj", _project.Replace("$(Number)", $"{project % Models}", StringComparison.Ordinal));
        source.Write($"{folder}/prune.yaml", source.Read("prune.yaml"));
        source.Write($"{folder}/all.proj", """
            <Project>
              <ItemGroup><Project Include="p*/p*.proj" /></ItemGroup>
              <Target Name="Build"><MSBuild Projects="@(Project)" BuildInParallel="true" /></Target>
            </Project>
            """);
        return source.PathOf(folder);
    }

    private static void Build(string clone)
    {
        var (exitCode, said) = DotNet.RunOneOf(s_builds, clone, "msbuild", "all.proj", "-nologo", "-m:2", "-nodeReuse:false", "-tl:off");
        Assert.True(exitCode == 0, said);
    }

    private static IEnumerable<bool> PrunedFromCache(string clone) =>
        Directory.GetFiles(clone, "report.json", SearchOption.AllDirectories)
            .Select(report => JsonNode.Parse(File.ReadAllText(report))!["run"]!["stages"]!.AsArray())
            .Select(stages => (bool)Assert.Single(stages, stage => (string?)stage!["name"] == "pruned")!["fromCache"]!);

    private static string Pruned(string clone) => string.Join('\n', Enumerable.Range(0, Projects)
        .Select(project => Convert.ToHexString(File.ReadAllBytes(Path.Combine(clone, $"p{project}/obj/prune/m{project % Models}.onnx")))));
}
