using PruneOnBuild.Tasks;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>A clone of a repository in which the task itself is run, with the stand-in for the worker, and no build around it.</summary>
/// <param name="cache">Full path of the cache; null: in the clone.</param>
internal sealed class ThrowawayClone(string name = "clone", string? cache = null) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Cache { get; } = cache ?? "";

    /// <summary>Properties that a change is made to.</summary>
    public Action<PruneModel> With { get; set; } = _ => { };

    public int WorkerStarts => File.Exists(PathOf("starts.log")) ? File.ReadAllLines(PathOf("starts.log")).Length : 0;

    public string Output => PathOf($"obj/prune/m-{Math.Abs(PathOf("").GetHashCode(StringComparison.Ordinal))}");

    private string CacheFolder => Cache.Length > 0 ? Cache : PathOf("obj/prune/cache");

    public static ThrowawayClone WithFiles(string name = "clone", string? cache = null, string behaviour = "passed")
    {
        var clone = new ThrowawayClone(name, cache);
        clone.Write(".git/HEAD", "ref");
        clone.Write("m.onnx", "dense");
        clone.Write("data.npz", "samples");
        clone.Write("prune.yaml", $"behaviour: {behaviour}\nrecord: yes\ndata: data.npz\n");
        return clone;
    }

    public string PathOf(string path) => Path.GetFullPath(Path.Combine(_folder.Path, name, path)).TrimEnd('/');

    /// <summary>As a file that lay there long before the build.</summary>
    public void Write(string path, string text) => File.SetLastWriteTimeUtc(_folder.Write($"{name}/{path}", text), DateTime.UtcNow.AddMinutes(-1));

    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>What the run left in the output folder, by name.</summary>
    public IReadOnlyDictionary<string, string> Left() => Directory.GetFiles(Output)
        .Where(file => !Path.GetFileName(file).StartsWith("reported-", StringComparison.Ordinal) && Path.GetFileName(file) != "run.txt")
        .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    /// <returns>What the run found, as lines; the task itself never fails.</returns>
    public IReadOnlyList<string> Prune()
    {
        // No file of an earlier run is of use.
        if (Directory.Exists(Output))
            Directory.Delete(Output, recursive: true);
        var engine = new RecordingEngine();
        var task = new PruneModel
        {
            BuildEngine = engine, Worker = PackedPackage.FakeWorker, DotNetHost = "dotnet", Policy = PathOf("prune.yaml"), Model = PathOf("m.onnx"),
            OutputFolder = Output, CacheFolder = CacheFolder + "/", Verdicts = "fail", Lock = "use", Baseline = "use", Ci = "none", ProjectFolder = PathOf(""),
        };
        With(task);
        Assert.True(task.Execute());
        Assert.Empty(engine.Errors);
        Assert.Empty(engine.Warnings);
        return [.. VerdictItem.DiagnosticsOf(task.Verdict!).Select(diagnostic => diagnostic.ToCanonical())];
    }

    /// <summary>How many workers <see cref="Prune"/> starts.</summary>
    public int StartsOfPrune()
    {
        int before = WorkerStarts;
        Prune();
        return WorkerStarts - before;
    }

    public IEnumerable<string> RecordFolders() => Directory.GetDirectories(Path.Combine(CacheFolder, "runs"));

    public void Dispose() => _folder.Dispose();
}
