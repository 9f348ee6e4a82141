using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Gates;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Explaining;

/// <summary>Walks the stages of the pipeline by their keys alone: looks up what is stored, and makes nothing.</summary>
internal sealed class StoredStages(StageCache cache, IPruner pruner, IMeters meters, LockMode mode)
{
    private const string Stored = "stored";

    // The pipeline says what it does; here nothing is done.
    private static readonly RunConsole s_silence = new(TextWriter.Null, colour: false, Environment.CurrentDirectory, new RunRecord());

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB2, POB1961 or POB1962: the model or prune.lock cannot be read.</exception>
    public StoredRun Find(ModelJob job)
    {
        var inputs = JobInputs.Read(job, cache);
        var basis = PlanBasis.Of(job, inputs);
        var (locked, lockWords) = Lock(job, basis);
        var zeros = new PruneStage(cache, pruner, meters, s_silence).Find(job, basis, locked);
        var pruned = new SwapStage(cache, meters, s_silence).Find(job, zeros, locked);
        var gates = job.Model.Gates;
        var accuracy = new AccuracyStage(cache, meters).Find(job, inputs, pruned.Key);
        var latency = new LatencyStage(cache, meters, s_silence.Note).Find(job, inputs, pruned.Key);
        var memory = new MemoryStage(cache, meters).Find(job, inputs, pruned.Key);
        var work = new WorkStage(cache, meters).Find(job, inputs, zeros.Key);

        List<(string Name, string State)> stages = [];
        if (job.Model.Data.Calibration is not null || job.Model.Data.Evaluation is not null)
            stages.Add(("data", State(new DataStage(cache, meters).Find(job, inputs), "read")));
        stages.Add(("pruned", State(zeros.Stored, "pruned")));
        if (job.Target.RunsSparseKernels)
            stages.Add(("swapped", State(pruned.Stored, "chosen")));
        if (gates.Accuracy is not null)
            stages.Add(("accuracy", State(accuracy, "measured")));
        stages.Add(("latency", latency is null || LatencyStage.Decides(latency, gates.Latency)
            ? State(latency, "measured") : "stored, but it leaves a gate undecided: would be measured again"));
        if (gates.Memory is not null)
            stages.Add(("memory", State(memory, "measured")));

        return new StoredRun(lockWords, stages, new Measurements(
            accuracy, latency, pruned.Stored is { } model ? ReportAssembly.Sizes(model.Record, work) : StoredRun.NoSizes)
        {
            Predicted = WorkStage.Predicted(job, work),
            Placement = new PlacementStage(cache, meters).Find(job, inputs, pruned.Key),
            Memory = memory,
        });
    }

    private (LockedRun Run, string Words) Lock(ModelJob job, PlanBasis basis)
    {
        var (file, name) = (LockFile.Of(job.Policy), LockFile.NameOf(job.Policy, job.Path));
        var search = LockedRun.Search(file);
        if (mode == LockMode.Off)
            return (search, "not looked at");
        if (file.Read().Models.GetValueOrDefault(name) is not { } entry)
            return (search, $"no plan: {Otherwise("POB1964")}");
        string[] changes = [.. entry.ChangesTo(basis)];
        if (changes.Length > 0)
            return (search, $"stale, because of {string.Join(", ", changes)}: {Otherwise("POB1965")}");
        return mode == LockMode.Update
            ? (search, "fresh, and would be written again")
            : (new PlanLock(mode, s_silence).Find(job, basis), "fresh: its plan is applied");
    }

    private string Otherwise(string code) => mode switch
    {
        LockMode.Require => $"error {code}",
        LockMode.Update => "search, and it is written",
        _ => "search",
    };

    private static string State(object? stored, string otherwise) => stored is null ? $"not stored: would be {otherwise}" : Stored;
}
