namespace PruneOnBuild.Gates.Accuracy;

/// <summary>A model's output for one sample.</summary>
/// <param name="values">Row-major.</param>
/// <param name="isUsable">False: it holds NaN, or infinity where the metric cannot bear it.</param>
internal readonly ref struct SampleOutput(ReadOnlySpan<float> values, bool isUsable)
{
    public ReadOnlySpan<float> Values { get; } = values;

    public bool IsUsable { get; } = isUsable;
}
