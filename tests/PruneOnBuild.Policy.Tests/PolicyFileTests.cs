using System.Text;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Policy.Tests;

/// <summary>What can be wrong with the file itself: the code, and the file as the place.</summary>
public sealed class PolicyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("prune.yaml");

    [Fact]
    public void Rejects_MissingFile() => Check("POB1001", File, "there is no such file");

    [Fact]
    public void Rejects_MissingFolder() => Check("POB1001", _folder.File("a/b/prune.yaml"), "there is no such file");

    [Fact]
    public void Rejects_Folder() => Check("POB1001", _folder.Path, "it is a folder");

    [Theory]
    [InlineData(new byte[] { 0x76, 0xFF, 0xFE, 0x31 })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    public void Rejects_WhatIsNoUtf8(byte[] content) => Check("POB1001", Write(content), "it is not UTF-8 text");

    [Fact]
    public void Rejects_FileAboveOneMebibyte() =>
        Check("POB1003", Write(Encoding.ASCII.GetBytes(new string('#', (1 << 20) + 1))), "more than 1048576 bytes");

    [Fact]
    public void Accepts_ByteOrderMarks()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode })
        {
            System.IO.File.WriteAllText(File, Marked.Policy, encoding);
            Assert.Empty(PolicyReader.Read(File).Warnings);
        }
    }

    [Fact]
    public void Accepts_LineEndsOfWindows()
    {
        System.IO.File.WriteAllText(File, Marked.Policy.Replace("\n", "\r\n", StringComparison.Ordinal));

        var path = PolicyReader.Read(File).Policy.Models[1].Path;

        Assert.Equal(new Located<string>("b.onnx", new SourceLocation(File, 11, 11)), path);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(byte[] content)
    {
        System.IO.File.WriteAllBytes(File, content);
        return File;
    }

    private static void Check(string code, string file, string words)
    {
        var found = Assert.Throws<PruneOnBuildException>(() => PolicyReader.Read(file)).Diagnostics;
        var mistake = Assert.Single(found);
        Assert.Equal((code, new SourceLocation(file)), (mistake.Code, mistake.Location));
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }
}
