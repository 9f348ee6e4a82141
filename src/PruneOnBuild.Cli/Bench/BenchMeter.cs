using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Bench;

/// <summary>
/// Measures with ONNX Runtime, with the sessions of the job's target. The data is read once, and the dense model runs once where memory may
/// hold what it gives.
/// </summary>
internal sealed class BenchMeter : IBenchMeter
{
    private readonly BenchJob _job;
    private readonly SessionSettings _settings;
    private readonly ModelSession _dense;
    private readonly SampleSet _evaluation;
    private readonly DenseOutputs _denseOutputs;

    private BenchMeter(BenchJob job, SessionSettings settings, ModelSession dense)
    {
        var data = job.Model.Data;
        (_job, _settings, _dense, _denseOutputs) = (job, settings, dense, new DenseOutputs(dense));
        _evaluation = SampleSetReader.Read(data.Evaluation!, data, dense.Inputs, job.Policy.Folder);
        Calibration = Pruner.Calibrates(job.Model.Prune) && data.Calibration is { } calibration
            ? SampleSetReader.Read(calibration, data, dense.Inputs, job.Policy.Folder, withLabels: false).WithStatesOf(dense)
            : null;
    }

    public SampleSet? Calibration { get; }

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5: the runtime refuses the model, or the data does not fit it.</exception>
    public static IBenchMeter Open(BenchJob job)
    {
        var settings = SessionSettings.For(job.Target);
        var dense = ModelSession.Open(job.Path, settings);
        try
        {
            return new BenchMeter(job, settings, dense);
        }
        catch
        {
            dense.Dispose();
            throw;
        }
    }

    public AccuracyMeasurement Accuracy(ModelGraph pruned)
    {
        using var session = ModelSession.Open(OnnxWriter.ToBytes(pruned.Proto, pruned.Path), _settings, pruned.Path);
        return AccuracyMeter.Measure(_denseOutputs, session, _evaluation, _job.Gate);
    }

    public void Dispose() => _dense.Dispose();
}
