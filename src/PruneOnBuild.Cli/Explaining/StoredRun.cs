using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Size;

namespace PruneOnBuild.Cli.Explaining;

/// <summary>What the cache has of a run, and in which state prune.lock is.</summary>
/// <param name="Lock">One line.</param>
/// <param name="Stages">Each stage of the run in order, and what would become of it.</param>
/// <param name="Measurements">What was measured last; of what is not stored, nothing.</param>
internal sealed record StoredRun(string Lock, IReadOnlyList<(string Name, string State)> Stages, Measurements Measurements)
{
    /// <summary>Of a model that was not pruned yet: judges find nothing in it, and say what they ask for.</summary>
    public static SizeMeasurement NoSizes { get; } = new(0, 0, 0, 0, 0, 0, null, null, 0, 0);
}
