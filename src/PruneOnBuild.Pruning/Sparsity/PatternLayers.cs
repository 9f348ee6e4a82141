namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Which layers take a pattern n:m where the goal asks for fewer zeros than all of them together make.</summary>
internal static class PatternLayers
{
    /// <summary>
    /// Those that cost least for each of their zeros, until there are as many as wanted, and none that is not needed for that. Of equals the
    /// earlier, so that the answer is the same everywhere.
    /// </summary>
    /// <param name="layers">The zeros that the pattern makes in each, above 0, and what they cost.</param>
    public static bool[] Choose(IReadOnlyList<(long Zeros, double Cost)> layers, double wanted)
    {
        var taken = new bool[layers.Count];
        var missing = (long)Math.Round(wanted);
        foreach (var i in Enumerable.Range(0, layers.Count).OrderBy(i => layers[i].Cost / layers[i].Zeros))
        {
            if (missing <= 0)
            {
                break;
            }

            taken[i] = true;
            missing -= layers[i].Zeros;
        }

        // The last one may have brought so many that others before it are needless.
        foreach (var i in Enumerable.Range(0, layers.Count).Where(i => taken[i]).OrderByDescending(i => layers[i].Cost).ToList())
        {
            if (missing + layers[i].Zeros <= 0)
            {
                taken[i] = false;
                missing += layers[i].Zeros;
            }
        }

        return taken;
    }
}
