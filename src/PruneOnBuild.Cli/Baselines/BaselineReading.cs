using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>What prune.baseline.json says, and where.</summary>
internal sealed record BaselineReading(string File, BaselineContent Content, JsonPlaces Places)
{
    public ImmutableArray<Suppression> Suppressions => Content.Suppressions ?? [];

    /// <summary>What is well-formed and still cannot be meant.</summary>
    public ImmutableArray<Diagnostic> Mistakes =>
        [.. Content.Models.SelectMany(OfEntry), .. Suppressions.SelectMany(OfSuppression)];

    /// <summary>The place of a figure of a model, or of the model where it has no such figure.</summary>
    public SourceLocation PlaceOf(string model, params ReadOnlySpan<string> figure) => Place(["models", model, .. figure]);

    public SourceLocation PlaceOf(Suppression suppression, params ReadOnlySpan<string> member) =>
        Place(["suppressions", Suppressions.IndexOf(suppression).ToString(CultureInfo.InvariantCulture), .. member]);

    private SourceLocation Place(ReadOnlySpan<string> path)
    {
        var (line, column) = Places.Find(path);
        return new(File, line, column);
    }

    private IEnumerable<Diagnostic> OfEntry(KeyValuePair<string, BaselineEntry> model)
    {
        if (model.Value is not { } entry)
            yield return Broken(PlaceOf(model.Key), $"the entry of '{model.Key}' is null");
        else if (entry.Bytes <= 0)
            yield return Broken(PlaceOf(model.Key, "bytes"), "bytes are above 0");
        else if (entry.MultiplyAdds < 0)
            yield return Broken(PlaceOf(model.Key, "multiplyAdds"), "multiplyAdds are 0 or more");
        else if (entry.Speedup is { } speedup && !(speedup.Low > 0 && speedup.Low <= speedup.High))
            yield return Broken(PlaceOf(model.Key, "speedup", "low"), "low is above 0 and not above high");
    }

    private IEnumerable<Diagnostic> OfSuppression(Suppression suppression)
    {
        if (suppression is null)
            yield return Broken(new SourceLocation(File), "a suppression is null");
        else if (!Content.Models.ContainsKey(suppression.Model))
            yield return BaselineErrors.UnknownName(PlaceOf(suppression, "model"), "model", suppression.Model, [.. Content.Models.Keys]);
        else if (!BaselineGates.All.Contains(suppression.Gate))
            yield return BaselineErrors.UnknownName(PlaceOf(suppression, "gate"), "gate", suppression.Gate, BaselineGates.All);
        else if (string.IsNullOrWhiteSpace(suppression.Reason))
            yield return Broken(PlaceOf(suppression, "reason"), "a suppression needs a reason");
        else if (suppression.LastDay is null)
            yield return Broken(PlaceOf(suppression, "expires"), $"'{suppression.Expires}' is no date such as 2027-03-31");
    }

    private static Diagnostic Broken(SourceLocation place, string mistake) => BaselineErrors.Broken(place, mistake).Diagnostics[0];
}
