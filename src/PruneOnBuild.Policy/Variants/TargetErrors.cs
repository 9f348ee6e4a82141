using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Variants;

/// <summary>POB1101 to POB1103: what can be wrong with the choice among targets.</summary>
internal static class TargetErrors
{
    public static Diagnostic Unknown(string file, string name, IReadOnlyList<string> known) => Diagnostic.Error(
        "POB1101",
        new SourceLocation(file),
        $"The build asks for target '{Quote.Shorten(name)}', which this policy does not have.{DidYouMean(name, known)} "
        + $"Targets are {Quote.List(known.Select(target => Quote.Shorten(target)), "and")}; it is --target, or the property PruneOnBuildTarget.");

    public static Diagnostic NoDefault(SourceLocation place) => Diagnostic.Error(
        "POB1102",
        place,
        $"This target has names by runtime identifier and no '{ModelTargets.Default}', so that a build without one would have none. "
        + $"Add {ModelTargets.Default}: with the name of a target.");

    public static Diagnostic UnknownRuntime(SourceLocation place, string name) => Diagnostic.Error(
        "POB1103",
        place,
        $"'{Quote.Shorten(name)}' is no runtime identifier.{DidYouMean(name, RuntimeIdentifiers.Common)} "
        + $"Write one such as linux-x64 or android-arm64, or {ModelTargets.Default}.");

    private static string DidYouMean(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $" Did you mean '{Quote.Shorten(nearest)}'?" : "";
}
