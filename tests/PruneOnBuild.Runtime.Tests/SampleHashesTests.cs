using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Runtime.Tests.Samples;
using static PruneOnBuild.Runtime.Tests.Samples.FormatFolder;

namespace PruneOnBuild.Runtime.Tests;

public sealed class SampleHashesTests : IDisposable
{
    private readonly FormatFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EqualSamples_HaveEqualHashes_WhateverFileTheyComeFrom()
    {
        _folder.Write("a.csv", "a,b\n1,2\n3,4\n1,2\n").Write("b.jsonl", "{\"x\": [3, 4]}\n{\"x\": [4, 3]}\n");

        var table = SampleHashes.Of(_folder.Read("a.csv", Settings(), Floats("x", -1, 2)));
        var lines = SampleHashes.Of(_folder.Read("b.jsonl", Settings(), Floats("x", -1, 2)));

        Assert.Equal(table[0], table[2]);
        Assert.NotEqual(table[0], table[1]);
        Assert.Equal(table[1], lines[0]);
        Assert.NotEqual(lines[0], lines[1]);
    }

    [Fact]
    public void SamplesOfOneValue_HaveNone_ButTextsAndSingleValuesDo()
    {
        _folder.Write("a.csv", "a,b,t\n7,7,s\n0,0,s\n7,8,u\n");

        var wide = SampleHashes.Of(_folder.Read("a.csv", Settings(("x", ["a", "b"])), Floats("x", -1, 2)));
        Assert.Equal([true, true, false], wide.Select(hash => hash is null));
        Assert.All(SampleHashes.Of(_folder.Read("a.csv", Settings(("x", ["a"])), Floats("x", -1, 1))), hash => Assert.NotNull(hash));
        Assert.All(
            SampleHashes.Of(_folder.Read("a.csv", Settings(("x", ["t"])), new TensorSpec("x", TensorElementType.String, -1, 1))),
            hash => Assert.NotNull(hash));
    }
}
