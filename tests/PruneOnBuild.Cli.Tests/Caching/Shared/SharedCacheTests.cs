using System.Net;
using System.Security.Cryptography;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

/// <summary>Two clones with a local cache each, and a server between them that does not always do as it should.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpServer _server = new();
    private readonly List<Diagnostic> _warnings = [];
    private readonly List<string> _notes = [];
    private readonly List<SharedCache> _opened = [];
    private int _computed;

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void WhatOneCloneMade_AnotherTakes_AndKeepsForItself()
    {
        Get(Clone("one"), "a");
        var second = Clone("two");
        var entry = Get(second, "a");

        Assert.True(entry.FromCache);
        Assert.StartsWith(_folder.File("two"), entry.Folder, StringComparison.Ordinal);
        Assert.Equal("result a", File.ReadAllText(entry["result.txt"]));
        int asked = _server.Requests.Count;
        Get(second, "a");
        Assert.Equal((1, asked), (_computed, _server.Requests.Count));
        Assert.Empty(_warnings);
        Assert.Equal(["prune: taken from the shared cache"], _notes);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("two/temp")));
    }

    [Fact]
    public void FilesOnTheServer_AreNamedByTheirContent()
    {
        Get(Clone("one"), "a");

        Assert.Equal(2, _server.Files.Count);
        var (name, content) = Assert.Single(_server.Files, file => file.Key.StartsWith("cas/", StringComparison.Ordinal));
        Assert.Equal($"cas/{Convert.ToHexStringLower(SHA256.HashData(content))}", name);
        Assert.Matches("^ac/[0-9a-f]{64}$", Assert.Single(_server.Files.Keys, key => key != name));
    }

    [Fact]
    public void ModeRead_PutsNothing()
    {
        Get(Clone("one", SharedCacheMode.Read), "a");
        Assert.All(_server.Requests, request => Assert.StartsWith("GET ac/", request, StringComparison.Ordinal));
        Assert.NotEmpty(_server.Requests);
    }

    [Fact]
    public void LocalResults_AreNeverAskedForNorPut()
    {
        Clone("one").GetOrAdd(new("external", "a"), Write("a"), entry => entry, isLocal: true);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void FailedComputation_IsNotPut()
    {
        Assert.Throws<InvalidOperationException>(() => Clone("one").GetOrAdd(new("prune", "a"), _ => throw new InvalidOperationException(), entry => entry));
        Assert.Empty(_server.Files);
    }

    [Fact]
    public void UnusableResult_IsMadeAgain_AndReplacesTheSharedOne()
    {
        Get(Clone("one"), "a");
        CacheEntry better = Clone("two").GetOrAdd(new("prune", "a"), Write("better"), entry => entry, IsBetter);

        Assert.False(better.FromCache);
        Assert.True(Clone("three").GetOrAdd(new("prune", "a"), Write("better"), entry => entry, IsBetter).FromCache);
        Assert.Empty(_warnings);

        static bool IsBetter(CacheEntry entry) => File.ReadAllText(entry["result.txt"]) == "better";
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("changed")]
    [InlineData("longer")]
    [InlineData("of another key")]
    [InlineData("hostile")]
    [InlineData("no record")]
    [InlineData("long record")]
    [InlineData("unreadable")]
    public void DamagedEntry_IsOneWarning_NeverLandsInTheLocalCache_AndIsReplaced(string damage)
    {
        Get(Clone("one"), "a");
        Get(Clone("one"), "b");
        foreach (string key in (string[])["a", "b"])
            Damage(key, damage);
        var second = Clone("two");

        Assert.All((string[])["a", "b"], key =>
        {
            var entry = Get(second, key);
            Assert.False(entry.FromCache);
            Assert.Equal($"result {key}", File.ReadAllText(entry["result.txt"]));
        });

        Assert.Equal("POB1921", Assert.Single(_warnings).Code);
        Assert.Equal(4, _computed);
        Assert.DoesNotContain(_folder.AllFiles(), file => file.Contains("evil", StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetDirectories(_folder.File("two/prune")).Length);
        Assert.True(Get(Clone("three"), "a").FromCache);
    }

    [Fact]
    public void EvictedArchive_IsAMiss()
    {
        Get(Clone("one"), "a");
        foreach (string name in _server.Files.Keys.Where(name => name.StartsWith("cas/", StringComparison.Ordinal)))
            _server.Files.TryRemove(name, out _);

        Assert.False(Get(Clone("two"), "a").FromCache);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("500", "GET was answered with status 500")]
    [InlineData("302", "GET was answered with status 302")]
    [InlineData("read only", "PUT was answered with status 403")]
    [InlineData("hang", "it took too long to answer")]
    [InlineData("break off in the middle", "")]
    public void ServerThatFails_IsOneWarning_AndNotAskedAgain(string fault, string reason)
    {
        if (fault != "read only")
            Get(Clone("one"), "a");
        _warnings.Clear();
        _server.Requests.Clear();
        _server.Fault = context => Fails(context, fault);
        var second = Clone("two");

        Assert.All((string[])["a", "b", "c"], key => Assert.Equal($"result {key}", File.ReadAllText(Get(second, key)["result.txt"])));

        var warning = Assert.Single(_warnings);
        Assert.Equal((Severity.Warning, "POB1920", _server.Address), (warning.Severity, warning.Code, warning.Location.File));
        Assert.Contains(reason, warning.Message, StringComparison.Ordinal);
        int allowed = fault is "read only" or "break off in the middle" ? 2 : 1;
        Assert.Equal(allowed, _server.Requests.Count);
    }

    [Fact]
    public void AbsentServer_IsOneWarning()
    {
        var clone = Clone("one", address: $"http://127.0.0.1:{HttpServer.FreePort()}");
        Get(clone, "a");
        Get(clone, "b");
        Assert.Equal("POB1920", Assert.Single(_warnings).Code);
    }

    [Fact]
    public void AbsentFolder_IsOneWarning_AndIsNotMade()
    {
        var clone = Clone("one", address: _folder.File("share"));
        Get(clone, "a");
        Get(clone, "b");
        Assert.Equal("POB1920", Assert.Single(_warnings).Code);
        Assert.False(Directory.Exists(_folder.File("share")));
    }

    [Fact]
    public void Credentials_GoToTheServer_AndNowhereElse()
    {
        _server.Fault = context =>
        {
            context.Response.StatusCode = 403;
            context.Response.Close();
            return true;
        };
        Get(Clone("one", address: _server.Address.Replace("://", "://ada:secret@", StringComparison.Ordinal)), "a");

        Assert.Equal("Basic YWRhOnNlY3JldA==", _server.Authorization);
        Assert.DoesNotContain("secret", Assert.Single(_warnings).ToString(), StringComparison.Ordinal);
        Assert.All(_folder.AllFiles(), file => Assert.DoesNotContain("secret", File.ReadAllText(_folder.File(file)), StringComparison.Ordinal));
    }

    private StageCache Clone(string name, SharedCacheMode mode = SharedCacheMode.Write, string? address = null)
    {
        // Short enough for a test of a server that hangs, long enough for a busy machine.
        var limits = new HttpLimits(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 1 << 20);
        var store = SharedCacheAddress.Parse(address ?? _server.Address, _ => null);
        var shared = new SharedCache(store.Open(limits), mode, store.Shown, StageCache.TemporaryIn(_folder.File(name)), _warnings.Add, _notes.Add);
        _opened.Add(shared);
        return new StageCache(_folder.File(name), _notes.Add, shared);
    }

    private CacheEntry Get(StageCache cache, string key) => cache.GetOrAdd(new("prune", key), Write($"result {key}"), entry =>
    {
        Assert.StartsWith("result", File.ReadAllText(entry["result.txt"]), StringComparison.Ordinal);
        return entry;
    });

    private Action<string> Write(string text) => folder =>
    {
        _computed++;
        File.WriteAllText(Path.Combine(folder, "result.txt"), text);
    };

    private void Damage(string key, string damage)
    {
        string record = $"ac/{new EntryKey("prune", key).Sha256}";
        string archive = $"cas/{SharedResult.Parse(_server.Files[record]).Sha256}";
        byte[] sound = _server.Files[archive];
        switch (damage)
        {
            case "cut off": _server.Files[archive] = sound[..^1]; break;
            case "changed": _server.Files[archive] = [.. sound[..^1], (byte)'x']; break;
            case "longer": _server.Files[archive] = [.. sound, .. new byte[1_000_000]]; break;
            case "no record": _server.Files[record] = "Sign in"u8.ToArray(); break;
            case "long record": _server.Files[record] = new byte[1_000_000]; break;
            case "of another key": Forge(record, "prune-on-build entry 1\nprune/c\n10 result.txt\n\nresult c.."); break;
            case "hostile": Forge(record, $"prune-on-build entry 1\nprune/{key}\n1 ../../evil.txt\n\nx"); break;
            default: Forge(record, $"prune-on-build entry 1\nprune/{key}\n4 result.txt\n\nevil"); break;
        }
    }

    /// <summary>What somebody could store who knows the protocol: hashes are right.</summary>
    private void Forge(string record, string archive)
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes(archive);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        _server.Files[$"cas/{hash}"] = content;
        _server.Files[record] = new SharedResult(hash, content.Length).ToBytes(new EntryKey("prune", "forged"));
    }

    private bool Fails(HttpListenerContext context, string fault)
    {
        switch (fault)
        {
            case "hang":
                return _server.Hang(context);
            case "read only" when context.Request.HttpMethod != "PUT":
            case "break off in the middle" when context.Request.Url!.AbsolutePath.Contains("/ac/", StringComparison.Ordinal):
                return false;
            case "break off in the middle":
                context.Response.ContentLength64 = 1000;
                context.Response.OutputStream.Write(new byte[10]);
                context.Response.OutputStream.Flush();
                context.Response.Abort();
                return true;
            default:
                context.Response.StatusCode = fault == "read only" ? 403 : int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture);
                context.Response.RedirectLocation = "http://127.0.0.1:1/";
                context.Response.Close();
                return true;
        }
    }
}
