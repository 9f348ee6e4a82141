using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Trials;

namespace PruneOnBuild.Cli.Zoo;

/// <summary>Prunes one model at every ratio. Whatever goes wrong is in the row, so that the next model has its turn.</summary>
internal static class ZooTrial
{
    private const int ReasonsKept = 3;

    /// <summary>Shares of each group's channels that go.</summary>
    public static readonly double[] Ratios = [0.25, 0.5, 0.75];

    public static ZooRow Run(string path, string shown)
    {
        var row = new ZooRow(shown);
        try
        {
            var dense = OnnxReader.Read(path);
            row = row with { Nodes = dense.Nodes.Count };
            var trial = RatioTrial.Of(dense);
            row = Describe(row, trial);
            return trial.CanBeCut
                ? Cut(row, trial)
                : row with { Verdict = ZooVerdict.Unchanged, Reason = ZooReasons.Unchanged(trial) };
        }
        catch (PruneOnBuildException mistakes) when (IsOfModel(mistakes.Diagnostics[0]))
        {
            return row with { Verdict = ZooVerdict.Refused, Reason = ZooReasons.Short(mistakes.Diagnostics[0]) };
        }
        catch (Exception fault)
        {
            return row with { Verdict = ZooVerdict.Wrong, Reason = ZooReasons.Full(fault) };
        }
    }

    private static ZooRow Describe(ZooRow row, RatioTrial trial) => row with
    {
        Share = trial.Share,
        IsFloat32 = trial.IsFloat32,
        HeldBack = [.. trial.HeldBack.Take(ReasonsKept)],
        Groups = [.. trial.Groups.Select(group => (group.Channels.Length, group.Members))],
        Frozen = trial.Frozen,
    };

    /// <summary>From here on a mistake in a model is one that the cut made, unless the dense model has it too.</summary>
    private static ZooRow Cut(ZooRow row, RatioTrial trial)
    {
        foreach (double ratio in Ratios)
        {
            try
            {
                row = row with { Cuts = row.Cuts.Add(trial.Cut(ratio)) };
            }
            catch (Exception fault)
            {
                bool mayBeDense = fault is PruneOnBuildException mistakes
                    && mistakes.Diagnostics[0] is var first && (IsOfModel(first) || IsOfRuntime(first));
                return mayBeDense && trial.RefusalOfDense() is { } refusal
                    ? row with { Verdict = ZooVerdict.Refused, Reason = ZooReasons.Short(refusal) }
                    : row with { Verdict = ZooVerdict.Wrong, Reason = ZooReasons.Full(fault, ratio) };
            }
        }
        return row with { Verdict = ZooVerdict.Pruned };
    }

    private static bool IsOfModel(Diagnostic mistake) => mistake.Code.StartsWith("POB2", StringComparison.Ordinal);

    private static bool IsOfRuntime(Diagnostic mistake) => mistake.Code.StartsWith("POB5", StringComparison.Ordinal);
}
