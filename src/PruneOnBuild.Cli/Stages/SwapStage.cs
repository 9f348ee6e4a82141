using System.Collections.Immutable;
using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Swaps;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// For a target that runs the package's own kernels: swaps the layers that are faster on them, or those that prune.lock names. Every other
/// model goes through as it is.
/// </summary>
internal sealed class SwapStage(StageCache cache, IMeters meters, IProgress<string> progress)
{
    private const string RecordFile = "swap.json";

    /// <summary>Null where no layer is swapped: the model goes through as it is.</summary>
    /// <param name="zeros">The model as it was pruned.</param>
    public StageStep<PrunedModel>? Of(ModelJob job, StagedModel zeros, LockedRun locked)
    {
        if (!job.Target.RunsSparseKernels)
            return null;
        var given = locked.Entry?.Sparse;
        var key = KeyOf(job, zeros.Key, given);
        return new StageStep<PrunedModel>(
            "swapped",
            "chosen",
            key,
            () => zeros.Model is { } model ? cache.Find(key, entry => Read(entry, job, model)) : null,
            () => cache.GetOrAdd(key, folder => Swap(job, zeros, given, folder), entry => Read(entry, job, zeros.Model!)));
    }

    private static EntryKey KeyOf(ModelJob job, string zeros, ImmutableArray<string>? given) => new("swap", new ContentHash()
        .Add("tool", ToolVersion.Pruning)
        .Add("pruned", zeros)
        .Add("values", job.Target.Values.Word())
        .Add("machine", given is null ? MachineText.Of(job.Target) : null)
        .Add("given", given is { } nodes ? string.Join('\n', nodes) : null)
        .ToKey());

    private void Swap(ModelJob job, StagedModel zeros, ImmutableArray<string>? given, string folder)
    {
        var model = OnnxReader.Read(zeros.Path);
        var (swapped, choice) = given is { } nodes
            ? (Applied(job, model, nodes), Given(nodes))
            : new SparseProbe(model, job.Target, meters.Sample(job), progress).Choose();
        string path = CandidateFile.Write(new ModelGraph(swapped.Proto, job.Path), Path.Combine(folder, Path.GetFileName(job.Path)));
        var stored = new StoredSwap(choice, ModelSizes.Of(OnnxReader.Read(path)), ContentHash.OfFile(path));
        File.WriteAllText(Path.Combine(folder, RecordFile), JsonSerializer.Serialize(stored, StageJson.Default.StoredSwap));
    }

    private static ModelGraph Applied(ModelJob job, ModelGraph model, ImmutableArray<string> nodes)
    {
        try
        {
            return SparseProbe.Apply(model, job.Target, nodes);
        }
        catch (ArgumentException mistake)
        {
            throw LockErrors.NotSwapped(job, mistake);
        }
    }

    private static SparseChoice Given(ImmutableArray<string> nodes) =>
        new([.. nodes.Select(node => new ProbedLayer(node, "", 0, 0, 0, IsSwapped: true))], 0, 0);

    private static PrunedModel Read(CacheEntry entry, ModelJob job, PrunedModel zeros)
    {
        var stored = JsonSerializer.Deserialize(File.ReadAllText(entry[RecordFile]), StageJson.Default.StoredSwap)!;
        return zeros with
        {
            Path = entry[Path.GetFileName(job.Path)],
            Record = zeros.Record with { PrunedSizes = stored.Sizes, Sha256 = stored.Sha256 },
            Kernels = stored.Choice,
        };
    }
}
