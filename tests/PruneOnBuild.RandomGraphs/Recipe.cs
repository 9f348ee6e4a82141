using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.RandomGraphs.Blocks;

namespace PruneOnBuild.RandomGraphs;

/// <summary>
/// All that a random graph and its plan come from: one number each for the start, the plan and every block. It prints as
/// <c>seed:5 start:17 plan:3 conv:83 concat:12</c> and is read from that again, so that a failure can be kept even when blocks are added later.
/// </summary>
public sealed record Recipe(long Start, long Plan, ImmutableArray<Recipe.Step> Steps)
{
    private const int LeastBlocks = 3;
    private const int MostBlocks = 20;

    /// <summary>So often a plain layer comes instead: it gives channels that may go, where other blocks mostly freeze.</summary>
    private const int LayerPercent = 30;

    /// <summary>Blocks whose channels are all frozen, with those that others joined to them, are drawn a third as often.</summary>
    private static readonly string[] Freezing =
        ["if", "top-k", "unit-length", "gather-single", "slice-backwards", "quantized-activation", "lrn", "swap-roles", "gram", "output", "features-to-image"];

    /// <summary>What <see cref="Of"/> was given: all the rest follows from it. null where blocks were left out.</summary>
    public long? Seed { get; private init; }

    /// <summary>A block by name, with the number its choices come from.</summary>
    public readonly record struct Step(string Block, long Seed)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Block}:{Seed}");
    }

    /// <summary>The recipe of one seed.</summary>
    public static Recipe Of(long seed)
    {
        var dice = new Dice(seed);
        return new Recipe(
            dice.NextSeed(),
            dice.NextSeed(),
            [.. Enumerable.Range(0, dice.Range(LeastBlocks, MostBlocks)).Select(_ => new Step(Draw(dice), dice.NextSeed()))])
        {
            Seed = seed,
        };
    }

    /// <summary>A seed alone, or the printed form.</summary>
    public static Recipe Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed)) return Of(seed);
        var steps = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(step => step.Split(':'))
            .Select(step => new Step(step[0], long.Parse(step[1], CultureInfo.InvariantCulture)))
            .ToArray();
        return new Recipe(steps.Single(step => step.Block == "start").Seed, steps.Single(step => step.Block == "plan").Seed,
            [.. steps.Where(step => step.Block is not ("seed" or "start" or "plan"))])
        {
            Seed = steps.FirstOrDefault(step => step.Block == "seed") is { Block: not null } given ? given.Seed : null,
        };
    }

    /// <summary>Recipes with fewer blocks: halves first, then each block left out.</summary>
    public IEnumerable<Recipe> Smaller()
    {
        for (var size = Steps.Length / 2; size >= 1; size /= 2)
        {
            for (var first = 0; first < Steps.Length; first += size)
            {
                yield return this with { Seed = null, Steps = Steps.RemoveRange(first, Math.Min(size, Steps.Length - first)) };
            }
        }
    }

    private static string Draw(Dice dice)
    {
        if (dice.Chance(LayerPercent)) return "layer";
        var block = dice.Pick(BlockCatalog.Names);
        return Freezing.Contains(block) && dice.Chance(67) ? dice.Pick(BlockCatalog.Names) : block;
    }

    public bool Equals(Recipe? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Seed is { } seed ? $"seed:{seed} " : "")}start:{Start} plan:{Plan} {string.Join(' ', Steps)}").TrimEnd();
}
