using PruneOnBuild.Gates.Accuracy.Metrics;

namespace PruneOnBuild.Gates.Accuracy.Damage;

/// <summary>Compares both models' answers, sample by sample.</summary>
internal static class DamageReading
{
    private const int MostShown = 10;

    /// <param name="labelOf">Null where labels are no classes.</param>
    public static DamageFigures Of(IMetric dense, IMetric pruned, int samples, Func<int, long>? labelOf)
    {
        int worse = 0, better = 0;
        var damaged = new List<DamagedSample>();
        for (var sample = 0; sample < samples; sample++)
        {
            var (before, after) = (dense.AnswerOn(sample), pruned.AnswerOn(sample));
            worse += before.IsBetterThan(after) ? 1 : 0;
            better += after.IsBetterThan(before) ? 1 : 0;
            var loss = before.Worth - after.Worth;
            if (loss > 0 && double.IsFinite(loss))
                damaged.Add(new DamagedSample(sample, labelOf?.Invoke(sample), before.Value, after.Value, loss));
        }

        return new DamageFigures(worse, better, [.. damaged.OrderByDescending(sample => sample.Loss).Take(MostShown)]);
    }
}
