using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Samples without end, of which it is known how a dense and a pruned model do on them.</summary>
internal interface IPopulation
{
    string Name { get; }

    /// <summary>Samples that each gate is judged on.</summary>
    int Samples { get; }

    /// <summary>How far the truth is to lie from the threshold: below 0 the gate is kept, above 0 it is missed.</summary>
    IReadOnlyList<double> Distances { get; }

    /// <summary>From this distance on next to no verdict may be wrong; nearer by, no more than at the threshold.</summary>
    double Far { get; }

    string Distance(double distance);

    /// <summary>A gate whose threshold lies so far from the truth.</summary>
    AccuracyGate Gate(double distance);

    /// <summary>The shares of all gates at that distance that pass and that fail, where they can be summed instead of counted; else null.</summary>
    (double Pass, double Fail)? Sum(double distance) => null;

    /// <summary>What a gate would measure on samples drawn from it.</summary>
    AccuracyMeasurement Draw(Random random);
}
