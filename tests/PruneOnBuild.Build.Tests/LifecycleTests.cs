using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>One project from its first build to its clean; the fixture builds it, the tests look at each step.</summary>
public sealed class LifecycleTests(LifecycleTests.Life life) : IClassFixture<LifecycleTests.Life>
{
    [Fact]
    public void FirstBuild_PutsThePrunedModelWhereTheDenseOneWouldBe()
    {
        life.First.ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx", life.ModelAfterFirst);
        Assert.Equal(["PruneModel", "ReportVerdicts"], life.First.OwnTasks);
        Assert.Equal(1, life.StartsAfterFirst);
    }

    [Fact]
    public void FirstBuild_PrintsTheTableAndTheReportsPath()
    {
        Assert.Contains("table: m.onnx dense 2.0 ms, pruned 1.0 ms", life.First.Output, StringComparison.Ordinal);
        Assert.Contains($"PruneOnBuild -> {life.Report}", life.First.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("progress:", life.First.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Goal", "M1")]
    public void SecondBuild_LoadsNoTaskAndStartsNoProcess()
    {
        life.Second.ShouldPass();
        Assert.Empty(life.Second.OwnTasks);
        Assert.Equal(life.StartsAfterFirst, life.StartsAfterSecond);
        Assert.DoesNotContain("PruneModels", life.Second.TargetsThatRan);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("model")]
    [InlineData("data")]
    [InlineData("removed data")]
    [InlineData("verdicts")]
    public void ChangedInput_StartsTheWorkerAgain(string input)
    {
        var (build, starts) = life.AfterChange[input];
        build.ShouldPass();
        Assert.Equal(1, starts);
    }

    [Fact]
    public void BuildAfterTheChanges_IsUpToDateAgain() => Assert.Equal(0, life.AfterChange["nothing"].Starts);

    [Fact]
    public void EditorsUpToDateCheck_KnowsModelPolicyAndData()
    {
        life.CheckedAfterFirst.ShouldPass();
        Assert.All(["Models/m.onnx", "prune.yaml", "data.npz", "done.txt"], file =>
            Assert.Contains($"{file}\"", life.CheckedAfterFirst.Output, StringComparison.Ordinal));
    }

    // Editors evaluate items whose condition is false, too.
    [Fact]
    public void EditorsUpToDateCheck_WorksBeforeAnyBuild() => life.CheckedAfterClean.ShouldPass();

    [Fact]
    public void Clean_RemovesAllThatWasMade()
    {
        life.Clean.ShouldPass();
        Assert.Empty(life.LeftAfterClean);
    }

    public sealed class Life
    {
        private readonly ThrowawayProject _project = new ThrowawayProject()
            .Model("Models/m.onnx").Write("data.npz", "data").Policy("data: data.npz");

        public Life()
        {
            First = _project.Build().ShouldPass();
            ModelAfterFirst = _project.Read("bin/Debug/net10.0/Models/m.onnx");
            StartsAfterFirst = _project.WorkerStarts;
            Report = _project.InWorkFolder("m", "report.md");
            CheckedAfterFirst = UpToDateCheck();
            Second = _project.Build();
            StartsAfterSecond = _project.WorkerStarts;
            After("policy", () => _project.Touch("prune.yaml"));
            After("model", () => _project.Touch("Models/m.onnx"));
            After("data", () => _project.Touch("data.npz"));
            After("removed data", () => File.Delete(_project.PathOf("data.npz")));
            _project.Policy("behaviour: passed");
            After("verdicts", () => _project.Property("PruneOnBuildVerdicts", "warn"));
            After("nothing", () => { });
            Clean = _project.Run("clean");
            CheckedAfterClean = UpToDateCheck();
            LeftAfterClean = [.. Directory.GetFiles(_project.Folder, "*", SearchOption.AllDirectories).Where(IsOurs)];
        }

        internal BuildResult First { get; }

        internal BuildResult Second { get; }

        internal BuildResult Clean { get; }

        internal BuildResult CheckedAfterFirst { get; }

        internal BuildResult CheckedAfterClean { get; }

        internal string ModelAfterFirst { get; }

        internal string Report { get; }

        internal int StartsAfterFirst { get; }

        internal int StartsAfterSecond { get; }

        internal string[] LeftAfterClean { get; }

        internal Dictionary<string, (BuildResult Build, int Starts)> AfterChange { get; } = [];

        private BuildResult UpToDateCheck() => _project.Run(
            "msbuild", "-getItem:UpToDateCheckInput", "-getItem:UpToDateCheckOutput", "-p:BuildingInsideVisualStudio=true");

        private void After(string change, Action make)
        {
            make();
            var before = _project.WorkerStarts;
            var build = _project.Build("--no-restore");
            AfterChange[change] = (build, _project.WorkerStarts - before);
        }

        // Made by a build, and either a model or in a prune folder.
        private bool IsOurs(string file)
        {
            var path = Path.GetRelativePath(_project.Folder, file).Replace('\\', '/');
            return (path.StartsWith("obj/", StringComparison.Ordinal) || path.StartsWith("bin/", StringComparison.Ordinal)) &&
                   (path.Contains("prune/", StringComparison.Ordinal) || path.EndsWith(".onnx", StringComparison.Ordinal));
        }
    }
}
