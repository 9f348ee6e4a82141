namespace PruneOnBuild.Gates.Accuracy.Damage;

/// <summary>A sample on which the pruned model does worse.</summary>
/// <param name="Index">Of the sample, counted from 0.</param>
/// <param name="Label">Its class; null where labels are no classes, or there are none.</param>
/// <param name="Dense">The dense model's class, or its figure on this sample.</param>
/// <param name="Pruned">The pruned model's class, or its figure on this sample.</param>
/// <param name="Loss">What the right class's margin over the best other class lost, or how much worse the figure is; above 0.</param>
public sealed record DamagedSample(int Index, long? Label, double Dense, double Pruned, double Loss);
