using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Tests.Shapes;

public class DimTests
{
    private static readonly Dim N = Dim.Symbol("n");
    private static readonly Dim H = Dim.Symbol("h");

    [Fact]
    public void Sums_AreCanonical()
    {
        Assert.Equal("2*n", (N + N).ToString());
        Assert.True((N + H).Same(H + N));
        Assert.True(((N + H) * 3 - N * 3).Same(3 * H));
        Assert.Equal(0, (N - N).Value);
        Assert.Equal("h*n-1", (N * H - 1).ToString());
    }

    [Fact]
    public void Division_CancelsSymbols_AndElseStaysOpen()
    {
        Assert.True((N * 12 * H).DivideExactly(4 * H).Same(3 * N));
        Assert.True((N * H + 2 * H).DivideExactly(H).Same(N + 2));
        Assert.True((N * 3).DivideExactly(2).IsUnknown);
        Assert.True(((N + 1) * 4).DivideExactly(N + 1).IsUnknown || ((N + 1) * 4).DivideExactly(N + 1).Is(4));
        Assert.Equal(-2, ((Dim)(-3)).DivideFloor(2).Value);
        Assert.Equal(4, ((Dim)10).DivideCeiling(3).Value);
        Assert.True((N - 1).DivideFloor(2).Same((N - 1).DivideFloor(2)));
        Assert.True((N - 1).DivideFloor(2) is { IsSymbolic: true, IsNonNegative: false });
    }

    [Fact]
    public void Unknown_EqualsNothingAndSpreads()
    {
        Assert.False(Dim.Unknown.Same(Dim.Unknown));
        Assert.True((Dim.Unknown + 1).IsUnknown);
        Assert.True((Dim.Unknown * 0).Is(0));
        Assert.False(Dim.Unknown.Differs(3) || N.Differs(3));
        Assert.True(((Dim)4).Differs(3));
    }

    [Fact]
    public void Overflow_IsUnknown() => Assert.True(((Dim)long.MaxValue * 2).IsUnknown && (N * long.MaxValue * 2).IsUnknown);

    [Fact]
    public void NonNegative_OnlyWhereNoSignIsLeft() =>
        Assert.True((N + H * 2).IsNonNegative && !(N - 1).IsNonNegative && !Dim.Unknown.IsNonNegative);
}
