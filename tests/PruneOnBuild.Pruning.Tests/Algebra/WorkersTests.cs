using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>Work in pieces, on one thread or on several.</summary>
public sealed class WorkersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void EveryPiece_IsDoneOnce(long work)
    {
        var done = new int[100];
        Workers.Run(done.Length, work, i => done[i]++);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void WhatAPieceThrows_IsCaughtByItsType(long work) =>
        Assert.Throws<InvalidDataException>(() => Workers.Run(8, work, i => throw new InvalidDataException()));
}
