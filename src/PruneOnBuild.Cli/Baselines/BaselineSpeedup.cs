using System.Globalization;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>Dense over pruned latency; says nothing of other machines.</summary>
/// <param name="Machine">All that a time depends on.</param>
/// <param name="Low">Lower bound at the gate's confidence; so is <paramref name="High"/>.</param>
internal sealed record BaselineSpeedup(string Machine, double Low, double Estimate, double High)
{
    private const double DefaultConfidence = 0.95;

    public static BaselineSpeedup Of(LatencyMeasurement measured, LatencyGate? gate)
    {
        var speedup = measured.SpeedupAt(gate?.Confidence ?? DefaultConfidence);
        var machine = measured.Machine;
        string threads = measured.Threads?.ToString(CultureInfo.InvariantCulture) ?? "all";
        string quota = machine.CpuQuota?.ToString(CultureInfo.InvariantCulture) ?? "no";
        return new(
            FormattableString.Invariant(
                $"{machine.Runner}: {machine.Cpu}, {machine.Cores} cores, {quota} quota, {machine.System}, {machine.Provider} {machine.Device}")
                + $"ONNX Runtime {machine.OnnxRuntime}, {threads} threads",
            speedup.Low,
            speedup.Estimate,
            speedup.High);
    }
}
