namespace PruneOnBuild.Pruning.Layers;

/// <summary>
/// Where a layer of one group looks in one image: for each position of its output and each tap of its kernel the place in the plane of its
/// input. Values lie channels last, so that what a window sees of neighbouring places is copied in one go.
/// </summary>
internal sealed class Windows
{
    private const int Nowhere = -1;

    /// <summary>Of the stretches of a position, and of those behind the last.</summary>
    private readonly int[] _starts;
    private readonly Stretch[] _stretches;

    /// <param name="positions">Of the output.</param>
    /// <param name="taps">Of the kernel.</param>
    /// <param name="places">Of the input.</param>
    /// <param name="seen">The place that a position sees through a tap, another one for each position; null: it sees what is padded, zeros.</param>
    public Windows(int positions, int taps, int places, Func<int, int, int?> seen)
        : this(places, taps, [.. Enumerable.Range(0, positions * taps).Select(at => seen(at / taps, at % taps) ?? Nowhere)])
    {
    }

    private Windows(int places, int taps, int[] seen)
    {
        (Positions, Taps, Places) = (seen.Length / taps, taps, places);
        var stretches = new List<Stretch>();
        _starts = new int[Positions + 1];
        for (var at = 0; at < seen.Length; at++)
        {
            var isFirst = at % taps == 0;
            var goesOn = !isFirst && (seen[at] == Nowhere ? seen[at - 1] == Nowhere : seen[at - 1] != Nowhere && seen[at] == seen[at - 1] + 1);
            if (goesOn)
            {
                stretches[^1] = stretches[^1] with { Count = stretches[^1].Count + 1 };
            }
            else
            {
                stretches.Add(new Stretch(at % taps, seen[at], 1));
            }

            _starts[(at / taps) + 1] = stretches.Count;
        }

        _stretches = [.. stretches];
        IsPlain = taps == 1 && Positions == places && seen.Index().All(pair => pair.Index == pair.Item);
    }

    /// <summary>Of the output, in one image.</summary>
    public int Positions { get; }

    public int Taps { get; }

    /// <summary>Of the input, in one image.</summary>
    public int Places { get; }

    /// <summary>Whether every position sees its own place and nothing else.</summary>
    public bool IsPlain { get; }

    /// <summary>What an input is seen by: its places are the positions, and the taps come in the opposite order, so that they see places in rising order.</summary>
    public Windows Transposed()
    {
        var seen = new int[Places * Taps];
        Array.Fill(seen, Nowhere);
        for (var position = 0; position < Positions; position++)
        {
            foreach (var (tap, place, count) in Of(position))
            {
                for (var i = 0; i < count && place != Nowhere; i++)
                {
                    seen[((place + i) * Taps) + Taps - 1 - (tap + i)] = position;
                }
            }
        }

        return new Windows(Positions, Taps, seen);
    }

    /// <summary>What some windows see, zeros where that is padded.</summary>
    /// <param name="planes">[images * <see cref="Places"/>, channels].</param>
    /// <param name="first">Counted over the positions of all images.</param>
    /// <param name="rows">Overwritten: [count, <see cref="Taps"/>, channels].</param>
    public void Copy(ReadOnlySpan<float> planes, int channels, int first, int count, Span<float> rows)
    {
        var (image, position) = Math.DivRem(first, Positions);
        for (var row = 0; row < count; row++)
        {
            var window = rows.Slice(row * Taps * channels, Taps * channels);
            foreach (var (tap, place, length) in Of(position))
            {
                var to = window.Slice(tap * channels, length * channels);
                if (place == Nowhere)
                {
                    to.Clear();
                }
                else
                {
                    planes.Slice(((image * Places) + place) * channels, to.Length).CopyTo(to);
                }
            }

            if (++position == Positions)
            {
                (image, position) = (image + 1, 0);
            }
        }
    }

    private ReadOnlySpan<Stretch> Of(int position) => _stretches.AsSpan(_starts[position].._starts[position + 1]);

    /// <summary>Taps side by side that see places side by side, or nothing.</summary>
    private readonly record struct Stretch(int Tap, int Place, int Count);
}
