namespace PruneOnBuild.Policy;

/// <summary>Where zeros may lie in a weight matrix.</summary>
public abstract record SparsityPattern
{
    private SparsityPattern()
    {
    }

    /// <summary>Zeros anywhere.</summary>
    public sealed record Unstructured : SparsityPattern
    {
        public override string ToString() => "unstructured";
    }

    /// <summary>Of every M consecutive weights along the input channels at least M - N are zero; 0 &lt; N &lt; M.</summary>
    public sealed record NOfM(int N, int M) : SparsityPattern
    {
        /// <summary>The share of weights that become zero in a layer that takes the pattern.</summary>
        public double Share => (double)(M - N) / M;

        public override string ToString() => $"{N}:{M}";
    }

    /// <summary>Blocks of Rows output channels by Columns input channels are zero together.</summary>
    public sealed record Block(int Rows, int Columns) : SparsityPattern
    {
        public override string ToString() => $"block:{Rows}x{Columns}";
    }
}
