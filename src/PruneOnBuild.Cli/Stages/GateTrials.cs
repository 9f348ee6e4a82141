using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// Answers search by the job's own gate and data, with the sessions of its target. Evaluation samples are read once, and the dense model runs
/// on them once, however many models are tried.
/// </summary>
internal sealed class GateTrials(
    ModelJob job, IReadOnlyDictionary<string, Tensor> sample, Func<SampleSet> evaluation, Action<string> say) : ITrials
{
    private readonly SessionSettings _settings = SessionSettings.For(job.Target);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prune-on-build-trials-");
    private (ModelSession Session, DenseOutputs Outputs, SampleSet Samples)? _dense;

    public IReadOnlyDictionary<string, Tensor> Sample => sample;

    public AccuracyTrial Accuracy(ModelGraph pruned)
    {
        var gate = job.Model.Gates.Accuracy!;
        var (_, outputs, samples) = _dense ??= Open();
        using var model = ModelSession.Open(Write(pruned), _settings);
        var allowance = AccuracyAllowance.Of(gate, AccuracyMeter.Measure(outputs, model, samples, gate));
        return new AccuracyTrial(allowance.Passes, allowance.Used, allowance.Text, allowance.WouldPass);
    }

    public void Prepare()
    {
        var (_, outputs, samples) = _dense ??= Open();
        AccuracyMeter.Prepare(outputs, samples, job.Model.Gates.Accuracy!);
    }

    public double Speedup(ModelGraph pruned) =>
        LatencyMeter.Measure(job.Path, Write(pruned), _settings, sample, new LatencyPlan { Seed = job.Model.Prune.Seed }, say).Speedup.Estimate;

    public void Dispose()
    {
        _dense?.Session.Dispose();
        _folder.Delete(recursive: true);
    }

    private (ModelSession Session, DenseOutputs Outputs, SampleSet Samples) Open()
    {
        var session = ModelSession.Open(job.Path, _settings);
        return (session, new DenseOutputs(session), evaluation());
    }

    private string Write(ModelGraph pruned) => CandidateFile.Write(pruned, Path.Combine(_folder.FullName, Path.GetFileName(job.Path)));
}
