using System.Text;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

public sealed class EntryArchiveTests : IDisposable
{
    private const string Head = "prune-on-build entry 1\nprune/abc\n";

    private static readonly EntryKey s_key = new("prune", "abc");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsRead_IsWhatWasWritten_ToTheByte()
    {
        _folder.Write("entry/prune.json", "{}\n\n3 net.onnx\n");
        _folder.Write("entry/empty", "");
        File.WriteAllBytes(_folder.File("entry/net é.onnx"), [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)]);
        _folder.Write("entry/seal.txt", "of this machine");

        EntryArchive.Write(_folder.File("entry"), s_key, _folder.File("archive"));
        EntryArchive.Read(_folder.File("archive"), s_key, Directory.CreateDirectory(_folder.File("read")).FullName);

        string[] names = ["empty", "net é.onnx", "prune.json"];
        Assert.Equal(names, Directory.GetFiles(_folder.File("read")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(_folder.File($"entry/{name}")), File.ReadAllBytes(_folder.File($"read/{name}"))));
    }

    [Fact]
    public void EqualEntries_GiveEqualBytes_WheneverTheyWereWritten()
    {
        _folder.Write("one/a.txt", "a");
        _folder.Write("one/b.txt", "b");
        _folder.Write("two/b.txt", "b");
        _folder.Write("two/a.txt", "a");
        File.SetLastWriteTimeUtc(_folder.File("two/a.txt"), DateTime.UnixEpoch);

        EntryArchive.Write(_folder.File("one"), s_key, _folder.File("1"));
        EntryArchive.Write(_folder.File("two"), s_key, _folder.File("2"));

        Assert.Equal(File.ReadAllBytes(_folder.File("1")), File.ReadAllBytes(_folder.File("2")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>404</html>")]
    [InlineData("prune-on-build entry 2\nprune/abc\n\n")]
    [InlineData("prune-on-build entry 1\nprune/other\n\n")]
    [InlineData(Head + "1 a.txt\n")]
    [InlineData(Head + "1 a.txt\n\n")]
    [InlineData(Head + "1 a.txt\n\nab")]
    [InlineData(Head + "one a.txt\n\na")]
    [InlineData(Head + "-1 a.txt\n\n")]
    [InlineData(Head + "9223372036854775807 a.txt\n9223372036854775807 b.txt\n\n")]
    [InlineData(Head + "1 a.txt\n1 A.TXT\n\nab")]
    [InlineData(Head + "1 ../a.txt\n\na")]
    [InlineData(Head + "1 ..\\a.txt\n\na")]
    [InlineData(Head + "1 ..\n\na")]
    [InlineData(Head + "1 .\n\na")]
    [InlineData(Head + "1 /etc/a.txt\n\na")]
    [InlineData(Head + "1 C:a.txt\n\na")]
    [InlineData(Head + "1 a/b.txt\n\na")]
    [InlineData(Head + "1 a.txt \n\na")]
    [InlineData(Head + "1 a\0.txt\n\na")]
    [InlineData(Head + "1 Seal.txt\n\na")]
    [InlineData(Head + "1 \n\na")]
    public void AnythingElse_IsRefused_BeforeAFileIsWritten(string archive)
    {
        File.WriteAllText(_folder.File("archive"), archive, new UTF8Encoding(false));
        string read = Directory.CreateDirectory(_folder.File("deep/read")).FullName;

        Assert.Throws<InvalidDataException>(() => EntryArchive.Read(_folder.File("archive"), s_key, read));

        Assert.Equal(["archive"], _folder.AllFiles());
    }

    [Fact]
    public void EndlessHeader_IsNotReadToItsEnd()
    {
        File.WriteAllText(_folder.File("archive"), Head + string.Concat(Enumerable.Repeat("0 a.txt\n", 100_000)) + "\n");

        var mistake = Assert.Throws<InvalidDataException>(() => EntryArchive.Read(_folder.File("archive"), s_key, _folder.Path));
        Assert.Contains("does not end", mistake.Message, StringComparison.Ordinal);
    }
}
