using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>A model's judged outputs for one sample.</summary>
internal readonly struct SampleOutput(BatchOutputs batch, int row)
{
    /// <summary>Of the first judged output, row-major.</summary>
    public ReadOnlySpan<float> Values => batch.Values(0, row);

    public ReadOnlySpan<float> ValuesOf(int output) => batch.Values(output, row);

    /// <summary>Without the samples' axis.</summary>
    public ImmutableArray<long> DimsOf(int output) => batch.Dims(output);
}
