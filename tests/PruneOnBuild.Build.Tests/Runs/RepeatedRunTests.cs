using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Tasks;
using PruneOnBuild.Tasks.Runs;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests.Runs;

/// <summary>A run that would come to the same as an earlier one is repeated without the worker, and no other run is.</summary>
[Trait("Goal", "M4")]
public sealed class RepeatedRunTests : IDisposable
{
    private readonly ThrowawayClone _clone = ThrowawayClone.WithFiles();

    public void Dispose() => _clone.Dispose();

    public static TheoryData<string, string> ChangedFiles => new()
    {
        { "prune.yaml", "behaviour: passed\nrecord: yes\ndata: data.npz\nsalt: other\n" },
        { "m.onnx", "another dense" },
        { "data.npz", "other samples" },
        { "prune.lock", "a lock" },
        { "prune.baseline.json", "{}" },
    };

    public static TheoryData<string> ChangedProperties => ["verdicts", "lock", "baseline", "target", "runtime", "ci", "host", "variable"];

    [Theory]
    [InlineData("passed", 0)]
    [InlineData("missed", 1)]
    public void NothingChanged_TheSameIsSaidAndLeft_WithoutAWorker(string behaviour, int errors)
    {
        _clone.Write("prune.yaml", $"behaviour: {behaviour}\nrecord: yes\ndata: data.npz\n");
        var (found, left) = (_clone.Prune(), WithoutProgress(_clone.Left()));
        Assert.Equal(errors, found.Count);
        for (var repetition = 0; repetition < 2; repetition++)
        {
            Assert.Equal(found, _clone.Prune());
            Assert.Equal(left, WithoutProgress(_clone.Left()));
        }
        Assert.Equal(1, _clone.WorkerStarts);
    }

    [Theory]
    [MemberData(nameof(ChangedFiles))]
    public void ChangedFile_StartsTheWorker_AndChangedBackDoesNot(string file, string text)
    {
        Assert.Equal(1, _clone.StartsOfPrune());
        var before = File.Exists(_clone.PathOf(file)) ? _clone.Read(file) : null;
        _clone.Write(file, text);
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal(0, _clone.StartsOfPrune());

        if (before is null)
            File.Delete(_clone.PathOf(file));
        else
            _clone.Write(file, before);
        Assert.Equal(0, _clone.StartsOfPrune());
    }

    [Theory]
    [MemberData(nameof(ChangedProperties))]
    public void ChangedProperty_StartsTheWorker(string property)
    {
        Assert.Equal(1, _clone.StartsOfPrune());
        _clone.With = task => Change(task, property);
        try
        {
            Assert.Equal(1, _clone.StartsOfPrune());
        }
        finally
        {
            Environment.SetEnvironmentVariable("FAKE_WORKER", null);
        }
        _clone.With = _ => { };
        Assert.Equal(0, _clone.StartsOfPrune());
    }

    /// <summary>It may be a pipe with a name, at which the task would wait for ever.</summary>
    [Fact]
    public void EmptyFile_IsLeftToTheWorker()
    {
        _clone.Write("m.onnx", "");
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal(1, _clone.StartsOfPrune());
    }

    [Fact]
    public void AnotherWorker_Runs()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(PackedPackage.FakeWorker)!))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        _clone.With = task => task.Worker = folder.File("fake-worker.dll");
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal(0, _clone.StartsOfPrune());
        File.SetLastWriteTimeUtc(folder.File("fake-worker.dll"), DateTime.UtcNow);
        Assert.Equal(1, _clone.StartsOfPrune());
    }

    [Theory]
    [InlineData("passed")]
    [InlineData("missed")]
    public void AnotherClone_RepeatsTheRun_WithItsOwnPaths(string behaviour)
    {
        using var cache = new TemporaryFolder();
        using var first = ThrowawayClone.WithFiles("first", cache.Path, behaviour);
        using var second = ThrowawayClone.WithFiles("second clone elsewhere", cache.Path, behaviour);
        using var alone = ThrowawayClone.WithFiles("second clone elsewhere", behaviour: behaviour);
        first.Prune();
        var found = second.Prune();
        Assert.Equal((1, 0), (first.WorkerStarts, second.WorkerStarts));

        // What the worker says and leaves there, but for the folder's name.
        var expected = alone.Prune();
        Assert.Equal(expected.Select(line => InSecond(line)), found);
        Assert.Equal(WithoutProgress(alone.Left()).Select(file => InSecond(file)), WithoutProgress(second.Left()));

        string InSecond(string text) => text.Replace(alone.Output, second.Output, StringComparison.Ordinal)
            .Replace(alone.PathOf(""), second.PathOf(""), StringComparison.Ordinal);
    }

    [Fact]
    public void OutsideARepository_NothingMoves()
    {
        using var cache = new TemporaryFolder();
        using var first = ThrowawayClone.WithFiles("first", cache.Path);
        using var second = ThrowawayClone.WithFiles("second", cache.Path);
        foreach (var clone in new[] { first, second })
            Directory.Delete(clone.PathOf(".git"), recursive: true);
        Assert.Equal([1, 0, 1, 0], new[] { first, first, second, second }.Select(clone => clone.StartsOfPrune()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("say nothing\n")]
    [InlineData("input \0\u0001\n")]
    [InlineData("publish 00 /etc/hostname\n")]
    [InlineData("publish 00 ../../m.onnx\n")]
    [InlineData("until never\n")]
    [InlineData("what is this\n")]
    public void DamagedRecord_StartsTheWorker_AndIsReplaced(string text)
    {
        var found = _clone.Prune();
        foreach (var folder in _clone.RecordFolders())
            File.WriteAllText(Path.Combine(folder, "run.txt"), text);
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal(found, _clone.Prune());
        Assert.Equal(2, _clone.WorkerStarts);
    }

    [Theory]
    [InlineData("until never\n")]
    [InlineData("publish 00 /etc/hostname\n")]
    [InlineData("publish e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 /dev/null\n")]
    [InlineData("what is this\n")]
    [InlineData("until 2020-01-01\nsay too late\n")]
    public void HostileRecord_WithASealThatFits_StartsTheWorker(string text)
    {
        _clone.Prune();
        foreach (var folder in _clone.RecordFolders())
        {
            // The inputs stay, so that the record is found.
            var (record, seal) = (Path.Combine(folder, "run.txt"), Path.Combine(folder, "seal.txt"));
            var kept = File.ReadLines(record).Where(line => !line.StartsWith("publish", StringComparison.Ordinal));
            File.WriteAllText(record, string.Concat(kept.Select(line => line + "\n")) + text);
            File.Delete(seal);
            File.WriteAllLines(seal, Directory.GetFiles(folder).Select(file => $"{Contents.OfFile(file)} {Path.GetFileName(file)}").ToArray());
        }
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal("pruned dense", _clone.Read(Path.Combine(_clone.Output, "m.onnx")));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("gone")]
    public void ModelOfTheCacheThatIsNotWhatItWas_StartsTheWorker(string state)
    {
        _clone.Prune();
        var stored = Assert.Single(Directory.GetFiles(_clone.PathOf("obj/prune/cache/fake"), "m.onnx", SearchOption.AllDirectories));
        if (state == "gone")
            File.Delete(stored);
        else
            File.WriteAllText(stored, "something else");
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal("pruned dense", _clone.Read(Path.Combine(_clone.Output, "m.onnx")));
        Assert.DoesNotContain(_clone.Left().Keys, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void InputThatChangedWhileTheWorkerRan_IsNoBasis()
    {
        _clone.Write("prune.yaml", "behaviour: edit\nrecord: yes\n");
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.False(Directory.Exists(_clone.PathOf("obj/prune/cache/runs")));
    }

    [Theory]
    [InlineData("behaviour: passed\n")]
    [InlineData("behaviour: bad-input\nrecord: yes\n")]
    [InlineData("behaviour: crash\nrecord: yes\n")]
    public void RunWithoutARecord_IsNotRepeated(string policy)
    {
        _clone.Write("prune.yaml", policy);
        Assert.Equal(1, _clone.StartsOfPrune());
        Assert.Equal(1, _clone.StartsOfPrune());
    }

    [Fact]
    public void ExternalData_AreRepeatedWithTheModel()
    {
        _clone.Write("prune.yaml", "behaviour: passed\nrecord: yes\nexternal: weights\n");
        _clone.Prune();
        _clone.Prune();
        Assert.Equal(1, _clone.WorkerStarts);
        Assert.Equal("weights", _clone.Read(Path.Combine(_clone.Output, "m.onnx.data")));
    }

    [Fact]
    public void ReportGoesOntoTheStepsPage_OrTheWorkerSaysWhyNot()
    {
        _clone.With = task => task.Ci = "github";
        _clone.Prune();
        try
        {
            Environment.SetEnvironmentVariable("GITHUB_STEP_SUMMARY", _clone.PathOf("page.md"));
            Assert.Equal(0, _clone.StartsOfPrune());
            Assert.Equal("# m.onnx\n\n", _clone.Read("page.md"));

            Environment.SetEnvironmentVariable("GITHUB_STEP_SUMMARY", _clone.PathOf("no/such/folder/page.md"));
            _clone.Write("no", "a file");
            Assert.Equal(1, _clone.StartsOfPrune());
        }
        finally
        {
            Environment.SetEnvironmentVariable("GITHUB_STEP_SUMMARY", null);
        }
    }

    private static void Change(PruneModel task, string property)
    {
        if (property == "verdicts") task.Verdicts = "warn";
        else if (property == "lock") task.Lock = "off";
        else if (property == "baseline") task.Baseline = "off";
        else if (property == "target") task.Target = "edge";
        else if (property == "runtime") task.RuntimeIdentifier = "linux-x64";
        else if (property == "ci") task.Ci = "azure";
        else if (property == "host") task.DotNetHost = Environment.ProcessPath!;
        else Environment.SetEnvironmentVariable("FAKE_WORKER", "another value");
    }

    // What a worker says of its progress on the way is not said again.
    private static IEnumerable<string> WithoutProgress(IReadOnlyDictionary<string, string> left) => left
        .OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => $"{file.Key}: {string.Join('\n', file.Value.Split('\n').Where(line => !line.StartsWith("progress:", StringComparison.Ordinal)))}");
}
