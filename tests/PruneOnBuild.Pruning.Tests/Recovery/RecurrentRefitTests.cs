using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Pruning.Tests.Calibration;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>The gates of the units that are left are re-fitted to see what they saw in the dense model.</summary>
public sealed class RecurrentRefitTests
{
    [Theory]
    [MemberData(nameof(TinyRecurrent.All), MemberType = typeof(TinyRecurrent))]
    public void UnitsWhoseTwinsStay_AreMadeUpFor(TinyRecurrent shape)
    {
        var (cut, repaired) = CutAndRepaired(shape.Build(twins: true), RandomSamples.Seeded(1, 240, TinyRecurrent.Sample));
        var loss = new OutputLoss(shape.Build(twins: true), CalibrationSamples.Of(RandomSamples.Seeded(2, 160, TinyRecurrent.Sample)));
        var (before, after) = (loss.Of(cut), loss.Of(repaired));

        Assert.True(before > 1e-3, $"{shape}: the cut alone loses {before:g4}, too little to say anything");
        Assert.True(after < before / 1000, $"{shape}: {before:g4} -> {after:g4}");
    }

    [Theory]
    [MemberData(nameof(TinyRecurrent.All), MemberType = typeof(TinyRecurrent))]
    public void RecoveredModel_LosesNoMoreThanTheCutOne(TinyRecurrent shape)
    {
        var (model, samples) = (shape.Build(), RandomSamples.Seeded(3, 96, TinyRecurrent.Sample));
        var loss = new OutputLoss(model, CalibrationSamples.Of(samples));
        double Loss(Policy.Recovery recovery) => loss.Of(Prune.Calibrated(model, new Goal(GoalKind.Flops, 0.5), samples, Criterion.L2, recovery).Pruned);
        var (cut, repaired) = (Loss(Policy.Recovery.None), Loss(Policy.Recovery.LeastSquares));

        Assert.True(repaired <= cut * 1.001, $"{shape}: {cut:g4} -> {repaired:g4}");
    }

    [Theory]
    [MemberData(nameof(TinyRecurrent.All), MemberType = typeof(TinyRecurrent))]
    public void EqualInputs_GiveEqualBytes(TinyRecurrent shape)
    {
        byte[] Bytes() => OnnxWriter.ToBytes(Prune.Calibrated(
            shape.Build(), new Goal(GoalKind.Flops, 0.5), RandomSamples.Seeded(3, 60, TinyRecurrent.Sample), Criterion.Obs).Pruned.Proto, "tiny.onnx");

        Assert.Equal(Bytes(), Bytes());
    }

    /// <summary>The last quarter of the units goes; the twins of these stay.</summary>
    private static (ModelGraph Cut, ModelGraph Repaired) CutAndRepaired(ModelGraph model, Runtime.SampleSet samples)
    {
        var analysis = Analysis.Of(model, folds: true);
        var kept = analysis.Groups.Select(group => Enumerable.Range(0, group.Channels.Length * 3 / 4).ToArray()).ToList();
        Assert.Single(kept);
        var (cut, _) = StructuredCut.Make(analysis, kept);
        return (cut, new SequentialRecovery(analysis.Map, analysis.Removed(kept), CalibrationSamples.Of(samples)).Repair(cut, new Progress<string>()));
    }
}
