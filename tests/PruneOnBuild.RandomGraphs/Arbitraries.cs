using FsCheck;
using FsCheck.Fluent;

namespace PruneOnBuild.RandomGraphs;

/// <summary>Random recipes for FsCheck; it shrinks them by leaving out blocks.</summary>
public static class Arbitraries
{
    public static Gen<Recipe> RecipeGenerator { get; } = Gen.Choose(0, int.MaxValue - 1).Select(seed => Recipe.Of(seed));

    public static Arbitrary<Recipe> Recipes() => Arb.From(RecipeGenerator, recipe => recipe.Smaller());
}
