using System.Collections.Immutable;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Tests.Locking;

public sealed class PackedMaskTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(1001)]
    public void AnyMask_ComesBack(int elements)
    {
        var random = new Random(elements);
        ImmutableArray<bool> kept = [.. Enumerable.Range(0, elements).Select(_ => random.Next(3) == 0)];

        var back = PackedMask.Of(new WeightMask("w", kept)).Unpack();

        Assert.Equal("w", back.Weight);
        Assert.Equal(kept.ToArray(), back.Kept.ToArray());
    }

    [Fact]
    public void ManyEqualBits_TakeFewLetters() =>
        Assert.InRange(PackedMask.Of(new WeightMask("w", [.. Enumerable.Repeat(true, 100_000)])).Kept.Length, 1, 100);

    [Fact]
    public void Rejects_OtherElementCount()
    {
        var mask = PackedMask.Of(new WeightMask("w", [.. Enumerable.Repeat(true, 64)]));
        Assert.Throws<FormatException>(() => (mask with { Elements = 65 }).Unpack());
        Assert.Throws<FormatException>(() => (mask with { Elements = 56 }).Unpack());
        Assert.Throws<FormatException>(() => (mask with { Elements = -1 }).Unpack());
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("AAAA")]
    [InlineData("////")]
    public void Rejects_DamagedText(string text) =>
        Assert.Throws<FormatException>(() => new PackedMask("w", 64, text).Unpack());
}
