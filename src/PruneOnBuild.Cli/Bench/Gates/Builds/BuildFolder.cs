using System.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Cli.Bench.Gates.Builds;

/// <summary>A folder with a model, random calibration samples and policies that ask for one speedup each.</summary>
internal sealed class BuildFolder : IDisposable
{
    private const int CalibrationSamples = 64;
    private const string ModelName = "model.onnx";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prune-on-build-builds-");
    private readonly int _threads;
    private readonly string _prune;

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses the model.</exception>
    public BuildFolder(string model, int threads)
    {
        _threads = threads;
        File.Copy(model, Path.Combine(_folder.FullName, ModelName));
        _prune = WriteCalibration(model)
            ? "    prune: { goal: { flops: 0.5 }, criterion: l2, recovery: least-squares }\n    data: { calibration: calibration.npy }\n"
            : "    prune: { goal: { flops: 0.5 }, criterion: l2 }\n";
    }

    /// <summary>Every time that a build of this folder held the timing lock.</summary>
    public IReadOnlyList<TimedSpan> Timed => TimedSpan.Read(Log);

    private string Log => Path.Combine(_folder.FullName, "timing.log");

    /// <summary>A build that finds nothing stored.</summary>
    /// <param name="name">Of its own; no two builds have one.</param>
    public RunningBuild Start(string name, double speedup)
    {
        string policy = Path.Combine(_folder.FullName, $"{name}.yaml");
        File.WriteAllText(policy, FormattableString.Invariant(
            $"version: 1\ntargets: {{ here: {{ hardware: cpu, threads: {_threads} }} }}\nmodels:\n  - path: {ModelName}\n    target: here\n") +
            _prune + FormattableString.Invariant($"    gates: {{ latency: {{ speedup: {speedup:0.0000} }} }}\n"));
        string output = Path.Combine(_folder.FullName, name);
        var start = ThisProgram.With("prune", "--policy", policy, "--output", output, "--lock", "off", "--baseline", "off", "--verdicts", "report", "--ci", "none");
        start.Environment[TimingLock.LogVariable] = Log;
        start.RedirectStandardOutput = true;
        return new RunningBuild(Process.Start(start)!, speedup, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // Recovery is what keeps cores busy in most builds. Models of other inputs than one of floats do without.
    private bool WriteCalibration(string model)
    {
        using var session = ModelSession.Open(model, new SessionSettings(_threads));
        if (session.Inputs is not [{ ElementType: Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float }])
            return false;
        var samples = Enumerable.Range(0, CalibrationSamples).Select(seed => RandomInputs.For(session.Inputs, seed).Values.Single()).ToArray();
        NpyWriter.Write(
            Path.Combine(_folder.FullName, "calibration.npy"),
            [.. samples.SelectMany(sample => sample.Floats().ToArray())],
            [CalibrationSamples, .. samples[0].Dims.Skip(1).Select(size => (int)size)]);
        return true;
    }
}
