namespace PruneOnBuild.RandomGraphs;

/// <summary>
/// Random choices from one number, the same on every machine and runtime version: SplitMix64 (Steele et al. 2014, "Fast splittable
/// pseudorandom number generators").
/// </summary>
public sealed class Dice(long seed)
{
    private ulong _state = (ulong)seed;

    public long NextSeed() => (long)(Next() >> 40);

    /// <summary>A number from 0 to count - 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>Both ends included.</summary>
    public int Range(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var order = items.ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Positive parts, in random sizes, that add up to a total.</summary>
    public long[] Parts(long total, int count)
    {
        var cuts = Shuffled(Enumerable.Range(1, (int)total - 1)).Take(count - 1).Order().Select(cut => (long)cut).ToArray();
        return [.. cuts.Append(total).Zip(cuts.Prepend(0), (end, start) => end - start)];
    }

    /// <summary>A divisor of a number.</summary>
    public int Divisor(long of, int least = 1, int most = 16)
    {
        var divisors = Enumerable.Range(least, Math.Max(0, most - least + 1)).Where(divisor => of % divisor == 0).ToArray();
        return divisors.Length == 0 ? 1 : Pick(divisors);
    }

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
