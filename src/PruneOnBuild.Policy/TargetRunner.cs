using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>runner:</c> section of a target: a program of the user's that times a model on hardware of theirs.</summary>
public sealed record TargetRunner
{
    /// <summary>Stands for the model's path in <see cref="Command"/>.</summary>
    public const string ModelPlace = "{model}";

    public required SourceLocation Location { get; init; }

    /// <summary>A program and its arguments, with <see cref="ModelPlace"/> among them.</summary>
    public required Located<string> Command { get; init; }

    /// <summary>Time that one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
