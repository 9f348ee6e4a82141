using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>normalize: { mean: [..], std: [..] }</c></summary>
internal static class NormalizeSection
{
    public static readonly Key<ImmutableArray<Located<double>>> Mean = new("mean",
        Of.NonEmptyList(Of.Number(-1e9, 1e9, "0.485")), "One value per channel, or one for all.")
    { Required = true };

    public static readonly Key<ImmutableArray<Located<double>>> Std = new("std",
        Of.NonEmptyList(Of.Above(0, "0.229")), "One value per channel, or one for all.")
    { Required = true };

    public static readonly Section Form = new("models.data.preprocess.normalize", Mean, Std);

    /// <returns>Null where a value is wrong or the numbers of values do not match.</returns>
    public static PreprocessStep.Normalize? Bind(SectionReading reading, Mistakes mistakes)
    {
        if (reading.Written(Mean) is not { } mean || reading.Written(Std) is not { } std)
            return null;
        var (means, stds) = (mean.Value.Length, std.Value.Length);
        if (means == stds || means == 1 || stds == 1)
            return new([.. mean.Value.Select(value => value.Value)], [.. std.Value.Select(value => value.Value)]);
        mistakes.Add(PolicyErrors.ChannelsDiffer(std.Location, means, stds));
        return null;
    }
}
