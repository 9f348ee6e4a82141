namespace PruneOnBuild.Policy.Variants;

/// <summary>Which of its targets a run prunes each model for.</summary>
/// <param name="Target">For all models, whatever the policy writes; null: as it is written.</param>
/// <param name="RuntimeIdentifier">Chooses where a model's target is a map; null or one that the map lacks: its <c>default</c>.</param>
public sealed record TargetChoice(string? Target = null, string? RuntimeIdentifier = null);
