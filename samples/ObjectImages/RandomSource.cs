namespace ObjectImages;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, the same sequence on every platform and .NET version,
/// which System.Random does not promise. Everything drawn from it uses only + - * / and square root, which IEEE 754
/// defines to the last bit; sine and cosine are not, and are avoided.
/// </summary>
internal sealed class RandomSource(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>A source of its own for each image, so that image i is the same whatever the count.</summary>
    public static RandomSource ForImage(ulong seed, int index) =>
        new(Mix(Mix(seed + Golden) ^ unchecked(((ulong)index + 1) * Golden)));

    public ulong NextBits() => Mix(state = unchecked(state + Golden));

    /// <summary>Uniform in [0, 1), in steps of 2^-53.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * Next();

    /// <summary>Uniform in low..high, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>Near normal: mean 0, standard deviation 1, within +-3.5 (sum of four uniforms, Irwin-Hall).</summary>
    public double NextNormal() => (Next() + Next() + Next() + Next() - 2.0) * 1.7320508075688772;

    /// <summary>A direction, uniform on the unit circle, by rejection from the square.</summary>
    public Point Direction()
    {
        while (true)
        {
            var p = new Point(Between(-1, 1), Between(-1, 1));
            var length = p.Length;
            if (length is > 0.1 and <= 1)
                return p * (1 / length);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
