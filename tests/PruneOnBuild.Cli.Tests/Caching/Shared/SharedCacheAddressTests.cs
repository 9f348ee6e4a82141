using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

public sealed class SharedCacheAddressTests
{
    [Theory]
    [InlineData("http://cache.example", "http://cache.example")]
    [InlineData("https://cache.example:8443/prune/", "https://cache.example:8443/prune/")]
    [InlineData("https://ada:secret@cache.example/prune", "https://cache.example/prune")]
    [InlineData("https://ada:se%2Fcret%40@cache.example/prune", "https://cache.example/prune")]
    public void Accepts_AServer_AndShowsItWithoutCredentials(string text, string shown) =>
        Assert.Equal(shown, SharedCacheAddress.Parse(text, _ => null).ToString());

    [Fact]
    public void Accepts_AFolder_AndMakesItsPathFull() =>
        Assert.Equal(Path.GetFullPath("cache@home"), SharedCacheAddress.Parse("cache@home", _ => null).Shown);

    [Theory]
    [InlineData("ftp://ada:secret@cache.example")]
    [InlineData("http://ada:secret@")]
    [InlineData("http://ada:secret/or/more@cache.example")]
    [InlineData("http://ada:secret@cache.example/prune?sig=1")]
    [InlineData("http://ada:secret@cache.example/prune#1")]
    [InlineData("http://cache.example/of/ada:secret@home")]
    public void Rejects_WhatIsNoAddress_WithoutCredentialsInTheMessage(string text)
    {
        var mistake = Assert.Throws<PruneOnBuildException>(() => SharedCacheAddress.Parse(text, _ => null));
        Assert.Equal("POB1922", Assert.Single(mistake.Diagnostics).Code);
        Assert.DoesNotContain("secret", mistake.ToString(), StringComparison.Ordinal);
    }
}
