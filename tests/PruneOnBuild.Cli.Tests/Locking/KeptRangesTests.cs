using System.Collections.Immutable;
using PruneOnBuild.Cli.Locking;

namespace PruneOnBuild.Cli.Tests.Locking;

public sealed class KeptRangesTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("5", new[] { 5 })]
    [InlineData("0-1", new[] { 0, 1 })]
    [InlineData("0-3 7 9-11", new[] { 0, 1, 2, 3, 7, 9, 10, 11 })]
    public void TextAndIndices_AreEachOthers(string text, int[] indices)
    {
        Assert.Equal(text, KeptRanges.Format([.. indices]));
        Assert.Equal(indices, KeptRanges.Parse(text)!.Value.ToArray());
    }

    [Fact]
    public void AnyChoice_ComesBack()
    {
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            ImmutableArray<int> indices = [.. Enumerable.Range(0, 70).Where(_ => random.Next(3) > 0)];
            Assert.Equal(indices.ToArray(), KeptRanges.Parse(KeptRanges.Format(indices))!.Value.ToArray());
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("2 1")]
    [InlineData("0-4 4")]
    [InlineData("0-2000000000")]
    [InlineData("1,2")]
    [InlineData("+1")]
    public void Rejects(string text) => Assert.Null(KeptRanges.Parse(text));
}
