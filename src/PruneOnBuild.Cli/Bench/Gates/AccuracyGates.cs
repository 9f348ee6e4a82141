using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Accuracy gates on samples drawn from populations whose truth is known.</summary>
internal sealed class AccuracyGates(int gates, LineFilter filter) : IGateSection
{
    public void Run(Action<string> write, Action<string> report)
    {
        var populations = AccuracyVerdicts.Populations.Where(population => filter.Takes("accuracy", population.Name)).ToArray();
        if (populations.Length == 0)
            return;
        report("judging accuracy gates");
        write(FormattableString.Invariant($"  Accuracy: {gates} gates a line. Truth: minus the threshold. ")
            + "Truly: 95 % bounds, or the sum over all outcomes\n\n"
            + TableWriter.Write(AccuracyVerdicts.Run(populations, gates)) + "\n");
    }
}
