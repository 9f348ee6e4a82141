using PruneOnBuild.Tasks.Runs;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests.Runs;

/// <summary>Texts of one clone become those of another, and nothing else in them changes.</summary>
public sealed class PlacesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{clone}/prune.yaml(3,4): error POB4001: missed. Report: {output}/report.md")]
    [InlineData("--output {output} --project-directory {clone}")]
    [InlineData("  -> obj/prune/{name}/report.html")]
    [InlineData("\"uri\": \"file://{uri}/\" and {\"text\": \"{output}/report.md\"}")]
    [InlineData("  not published: {cache}/prune/12/m.onnx")]
    [InlineData("{clone}")]
    public void WhatIsSaidInOneClone_IsWhatTheOtherWouldHaveSaid(string text)
    {
        var (one, other) = (Clone("one", "m-1f3c9a2b"), Clone("another one", "m-00aa11bb"));
        string abstracted = one.Places.Abstract(one.Fill(text))!;
        Assert.Equal(other.Fill(text), other.Places.Concrete(abstracted));
        Assert.Equal(abstracted, other.Places.Abstract(other.Fill(text)));
    }

    [Theory]
    [InlineData("{clone}s/prune.yaml")]
    [InlineData("/mnt{clone}-old/prune.yaml")]
    [InlineData("m-1f3c9a2b is the name of a folder")]
    [InlineData("m-00aa11bb/report.md")]
    [InlineData("nothing of all that; 100 % of {0}")]
    public void LongerNamesAndOtherTexts_StayAsTheyAre(string text)
    {
        var one = Clone("one", "m-1f3c9a2b");
        Assert.Equal(one.Fill(text), one.Places.Abstract(one.Fill(text)));
    }

    [Theory]
    [InlineData("Åre")]
    [InlineData("a+b")]
    [InlineData("a'b")]
    [InlineData("a%20b")]
    public void FolderThatReportsWriteInAnotherWay_HasNoPlaces(string name)
    {
        Directory.CreateDirectory(_folder.File($"{name}/.git"));
        Assert.Null(Of(_folder.File(name), "m-1f3c9a2b"));
    }

    [Fact]
    public void TextWithMarksOfItsOwn_CannotBeTold() => Assert.Null(Clone("one", "m-1f3c9a2b").Places.Abstract("a\u0010b"));

    private (Places Places, Func<string, string> Fill) Clone(string name, string output)
    {
        string clone = _folder.File(name);
        Directory.CreateDirectory(Path.Combine(clone, ".git"));
        return (Of(clone, output)!, text => text
            .Replace("{clone}", clone, StringComparison.Ordinal)
            .Replace("{output}", $"{clone}/obj/prune/{output}", StringComparison.Ordinal)
            .Replace("{name}", output, StringComparison.Ordinal)
            .Replace("{cache}", _folder.File("cache"), StringComparison.Ordinal)
            .Replace("{uri}", new Uri(clone).AbsolutePath, StringComparison.Ordinal));
    }

    private Places? Of(string clone, string output) =>
        Places.Of(Path.Combine(clone, "prune.yaml"), Path.Combine(clone, "obj/prune", output), _folder.File("cache"), clone);
}
