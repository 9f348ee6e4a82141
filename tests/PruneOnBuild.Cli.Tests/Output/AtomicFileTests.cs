using PruneOnBuild.Cli.Output;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Output;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copy_MakesFoldersAndReplacesTheFormerFile()
    {
        string source = _folder.Write("source", "new");
        AtomicFile.WriteAllText(_folder.File("out/models/m.onnx"), "old");

        AtomicFile.Copy(source, _folder.File("out/models/m.onnx"));

        Assert.Equal("new", File.ReadAllText(_folder.File("out/models/m.onnx")));
        Assert.Equal(["out/models/m.onnx", "source"], _folder.AllFiles());
    }

    [Fact]
    public void FailedCopy_LeavesTheFormerFileAndNothingElse()
    {
        string target = _folder.Write("m.onnx", "old");

        Assert.Throws<FileNotFoundException>(() => AtomicFile.Copy(_folder.File("missing"), target));

        Assert.Equal("old", File.ReadAllText(target));
        Assert.Equal(["m.onnx"], _folder.AllFiles());
    }

    [Fact]
    public void WhatAKilledProcessLeft_GoesWithTheNextWrite_AndAYoungFileOfAnotherStays()
    {
        string killed = _folder.Write("m.onnx.1.tmp", "half");
        File.SetLastWriteTimeUtc(killed, DateTime.UtcNow.AddHours(-2));
        _folder.Write("m.onnx.2.tmp", "being written");

        AtomicFile.WriteAllText(_folder.File("m.onnx"), "whole");

        Assert.Equal(["m.onnx", "m.onnx.2.tmp"], _folder.AllFiles());
    }
}
