namespace PruneOnBuild.Policy.Capabilities;

/// <summary>The patterns that one kind of kernel can skip.</summary>
public abstract record PatternFamily
{
    private PatternFamily()
    {
    }

    public abstract bool Takes(SparsityPattern pattern);

    /// <summary>Zeros anywhere, and so in any pattern.</summary>
    public sealed record Anywhere : PatternFamily
    {
        public override bool Takes(SparsityPattern pattern) => true;

        public override string ToString() => "unstructured";
    }

    /// <summary>Blocks that hold two or more output channels.</summary>
    public sealed record RowBlocks : PatternFamily
    {
        public override bool Takes(SparsityPattern pattern) => pattern is SparsityPattern.Block { Rows: >= 2 };

        public override string ToString() => "{ block: Rx1 }";
    }

    /// <summary>This pattern and no other.</summary>
    public sealed record Only(SparsityPattern Pattern) : PatternFamily
    {
        public override bool Takes(SparsityPattern pattern) => pattern == Pattern;

        public override string ToString() => $"\"{Pattern}\"";
    }
}
