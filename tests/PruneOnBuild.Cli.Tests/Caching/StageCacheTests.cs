using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching;

public sealed class StageCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];
    private int _computed;

    private StageCache Cache => new(_folder.File("cache"), _notes.Add);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FirstRequest_Computes_SecondTakesTheEntry()
    {
        Assert.False(Get("a").FromCache);
        var second = Get("a");

        Assert.True(second.FromCache);
        Assert.Equal("result a", File.ReadAllText(second["result.txt"]));
        Assert.Equal(1, _computed);
        Assert.Empty(_notes);
    }

    [Fact]
    public void AnotherKeyOrStage_IsAnotherEntry()
    {
        Get("a");
        Get("b");
        Cache.GetOrAdd(new("measure", "a"), Write("measured"), entry => entry);

        Assert.Equal("result a", File.ReadAllText(Get("a")["result.txt"]));
        Assert.Equal(3, _computed);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("removed")]
    [InlineData("added")]
    [InlineData("unsealed")]
    public void DamagedEntry_IsComputedAgain_WithANote(string damage)
    {
        string file = Get("a")["result.txt"];
        string folder = Path.GetDirectoryName(file)!;
        switch (damage)
        {
            case "changed": File.WriteAllText(file, "result b"); break;
            case "removed": File.Delete(file); break;
            case "added": File.WriteAllText(Path.Combine(folder, "more.txt"), ""); break;
            default: File.Delete(Path.Combine(folder, "seal.txt")); break;
        }

        var again = Get("a");

        Assert.False(again.FromCache);
        Assert.Equal("result a", File.ReadAllText(again["result.txt"]));
        Assert.Contains("damaged", Assert.Single(_notes), StringComparison.Ordinal);
        Assert.True(Get("a").FromCache);
    }

    [Fact]
    public void FailedComputation_LeavesNothing_AndTheNextOneRuns()
    {
        Assert.Throws<InvalidOperationException>(() => Cache.GetOrAdd(new("prune", "a"), folder =>
        {
            File.WriteAllText(Path.Combine(folder, "result.txt"), "half");
            throw new InvalidOperationException();
        }, entry => entry));

        Assert.DoesNotContain(_folder.AllFiles(), file => file.EndsWith("result.txt", StringComparison.Ordinal));
        Assert.False(Get("a").FromCache);
    }

    [Fact]
    public void KilledComputation_LeavesATemporaryFolder_ThatIsNoEntryAndGoesAfterADay()
    {
        string killed = _folder.File("cache/temp/killed");
        _folder.Write("cache/temp/killed/result.txt", "half");
        Get("a");
        Assert.True(Directory.Exists(killed));

        Directory.SetLastWriteTimeUtc(killed, DateTime.UtcNow.AddDays(-2));
        Get("b");

        Assert.False(Directory.Exists(killed));
    }

    [Fact]
    public void EntryUnusedForLong_IsRemoved_AndAUsedOneStays()
    {
        string old = Get("old").Folder;
        string used = Get("used").Folder;
        foreach (string entry in new[] { old, used })
            File.SetLastWriteTimeUtc(Path.Combine(entry, "seal.txt"), DateTime.UtcNow.AddDays(-31));

        Get("used");
        Get("new");

        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(used));
    }

    [Fact]
    public void RefusedEntry_IsReplaced_WithoutANote()
    {
        Get("a");

        var again = Cache.GetOrAdd(new("prune", "a"), Write("better"), entry => entry, entry => File.ReadAllText(entry["result.txt"]) == "better");

        Assert.False(again.FromCache);
        Assert.Equal("better", File.ReadAllText(Get("a")["result.txt"]));
        Assert.Equal(2, _computed);
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task ManyAskingAtOnce_ComputeOnce_AndAllSeeTheWholeEntry()
    {
        var entries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new StageCache(_folder.File("cache"), _ => { })
            .GetOrAdd(new("prune", "a"), folder =>
            {
                Thread.Sleep(100);
                Write("result a")(folder);
            }, entry => entry))));

        Assert.Equal(1, _computed);
        Assert.Single(entries, entry => !entry.FromCache);
        Assert.All(entries, entry => Assert.Equal("result a", File.ReadAllText(entry["result.txt"])));
    }

    private CacheEntry Get(string key) => Cache.GetOrAdd(new("prune", key), Write($"result {key}"), entry => entry);

    private Action<string> Write(string text) => folder =>
    {
        Interlocked.Increment(ref _computed);
        File.WriteAllText(Path.Combine(folder, "result.txt"), text);
    };
}
