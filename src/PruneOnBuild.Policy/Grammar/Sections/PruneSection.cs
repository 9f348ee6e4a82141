using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>models: prune:</c></summary>
internal static class PruneSection
{
    public static readonly Key<Goal> Goal = new("goal", new GoalForm(),
        "What search aims at: one kind with its value, or fastest (the fastest model whose accuracy gate still passes).")
    { Required = true };

    public static readonly Key<Criterion> Criterion = new("criterion", Choices.Criterion,
        "How the saliency of a channel or weight is computed.")
    { Default = "l2" };

    public static readonly Key<Recovery> Recovery = new("recovery", Choices.Recovery,
        "Closed-form repair of what remains after the cut.")
    { Default = "none" };

    public static readonly Key<Allocation> Allocation = new("allocation", Choices.Allocation,
        "How the amount to remove is spread over layers.")
    { Default = "global" };

    public static readonly Key<ImmutableArray<Located<string>>> Keep = new("keep",
        Of.List(Of.Name("\"/head/*\"")),
        "Globs over node names; the channels that such nodes write are frozen. * stands for any text.");

    public static readonly Key<double> MaxSeconds = new("maxSeconds", new NumberForm(new(0, false, 604_800, true), "300"),
        "Time that search may take, in seconds.")
    { Default = "300" };

    public static readonly Key<int> Seed = new("seed", Of.Integer(0, int.MaxValue, "0"), "Seed of everything random.")
    { Default = "0" };

    public static readonly Section Form =
        new("models.prune", Goal, Criterion, Recovery, Allocation, Keep, MaxSeconds, Seed);

    public static PruneSettings Bind(SectionReading reading) => new()
    {
        Goal = reading.Get(Goal),
        Criterion = reading.Get(Criterion),
        Recovery = reading.Get(Recovery),
        Allocation = reading.Get(Allocation),
        Keep = reading.Written(Keep)?.Value ?? [],
        MaxSeconds = reading.Get(MaxSeconds).Value,
        Seed = reading.Get(Seed).Value,
    };
}
