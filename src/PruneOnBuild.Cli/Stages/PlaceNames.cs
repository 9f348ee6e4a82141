using System.Globalization;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Names for the places that a prune may warn at.</summary>
internal sealed class PlaceNames
{
    private const string Entry = "entry";

    private readonly List<(string Name, SourceLocation Location)> _places;

    public PlaceNames(ModelJob job)
    {
        var (model, target, prune) = (job.Model, job.Target, job.Model.Prune);
        _places =
        [
            ("model", new SourceLocation(job.Path)),
            ("goal", prune.Goal.Location),
            ("criterion", prune.Criterion.Location),
            ("recovery", prune.Recovery.Location),
            ("allocation", prune.Allocation.Location),
            .. prune.Keep.Select((glob, index) => ($"keep {index.ToString(CultureInfo.InvariantCulture)}", glob.Location)),
            ("path", model.Path.Location),
            ("target", model.Target.Location),
            ("target entry", target.Location),
            .. target.Pattern is { } pattern ? [("pattern", pattern.Location)] : Array.Empty<(string, SourceLocation)>(),
            .. target.Provider is { } provider ? [("provider", provider.Location)] : Array.Empty<(string, SourceLocation)>(),
            (Entry, model.Location),
        ];
    }

    /// <summary>A place without a name becomes the model's entry.</summary>
    public StoredWarning Store(Diagnostic warning)
    {
        string? name = _places.Where(place => place.Location == warning.Location).Select(place => place.Name).FirstOrDefault();
        return new StoredWarning(warning.Code, name ?? Entry, warning.Message);
    }

    /// <summary>A place that the policy no longer has becomes the model's entry.</summary>
    public Diagnostic Restore(StoredWarning stored)
    {
        var (_, location) = _places.Find(place => place.Name == stored.Place) is { Name: not null } known ? known : _places[^1];
        return Diagnostic.Warning(stored.Code, location, stored.Message);
    }
}
