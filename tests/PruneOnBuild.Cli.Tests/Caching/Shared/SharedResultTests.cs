using Google.Protobuf;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Caching.Shared;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

public sealed class SharedResultTests
{
    private static readonly string s_hash = new('a', 64);

    /// <summary>As protoc would write <c>output_files { path: "prune/k" digest { hash: "aa.." size_bytes: 300 } }</c>.</summary>
    private static readonly byte[] s_bytes =
    [
        0x12, 9 + 2 + 69, 0x0A, 7, .. "prune/k"u8, 0x12, 69, 0x0A, 64, .. System.Text.Encoding.ASCII.GetBytes(s_hash), 0x10, 0xAC, 0x02,
    ];

    [Fact]
    public void IsAnActionResultOfBazelsProtocol() =>
        Assert.Equal(s_bytes, new SharedResult(s_hash, 300).ToBytes(new EntryKey("prune", "k")));

    [Fact]
    public void IsReadBack() => Assert.Equal(new SharedResult(s_hash, 300), SharedResult.Parse(s_bytes));

    [Fact]
    public void FieldsThatServersAdd_AreSkipped() =>
        Assert.Equal(new SharedResult(s_hash, 300), SharedResult.Parse([0x20, 0, .. s_bytes, 0x4A, 2, 0x0A, 0]));

    [Fact]
    public void Beginnings_AreRefused() =>
        Assert.All(Enumerable.Range(0, s_bytes.Length), length => Assert.Throws<InvalidDataException>(() => SharedResult.Parse(s_bytes[..length])));

    [Theory]
    [InlineData("<!doctype html><title>Sign in</title>")]
    [InlineData("{\"outputFiles\":[]}")]
    public void AnythingElse_IsRefused(string content) =>
        Assert.Throws<InvalidDataException>(() => SharedResult.Parse(System.Text.Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("../../../../../../../../../../../../../../../../../../etc/passwd____")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("abc")]
    public void WhatIsNoHash_IsRefused_AndNeverBecomesAName(string hash) =>
        Assert.Throws<InvalidDataException>(() => SharedResult.Parse(new SharedResult(hash, 300).ToBytes(new EntryKey("prune", "k"))));

    [Fact]
    public void NegativeLength_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => SharedResult.Parse(new SharedResult(s_hash, -1).ToBytes(new EntryKey("prune", "k"))));

    [Fact]
    public void RandomBytes_NeverThrowAnythingElse()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. s_bytes];
            for (int change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var thrown = Record.Exception(() => SharedResult.Parse(bytes));
            Assert.True(thrown is null or InvalidDataException, $"{thrown} for {ByteString.CopyFrom(bytes).ToBase64()}");
        }
    }
}
