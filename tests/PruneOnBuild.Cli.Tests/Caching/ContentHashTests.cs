using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching;

public sealed class ContentHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_HasTheSha256OfItsBytes() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ContentHash.OfFile(_folder.Write("abc", "abc")));

    [Fact]
    public void Folder_DependsOnNamesAndContents_NotOnItsPlace()
    {
        _folder.Write("one/a/input.pb", "x");
        _folder.Write("two/a/input.pb", "x");
        _folder.Write("renamed/b/input.pb", "x");
        _folder.Write("changed/a/input.pb", "y");

        Assert.Equal(ContentHash.OfFileOrFolder(_folder.File("one")), ContentHash.OfFileOrFolder(_folder.File("two")));
        Assert.NotEqual(ContentHash.OfFileOrFolder(_folder.File("one")), ContentHash.OfFileOrFolder(_folder.File("renamed")));
        Assert.NotEqual(ContentHash.OfFileOrFolder(_folder.File("one")), ContentHash.OfFileOrFolder(_folder.File("changed")));
    }

    [Fact]
    public void Parts_DoNotRunTogether()
    {
        Assert.NotEqual(new ContentHash().Add("a", "bc").ToKey(), new ContentHash().Add("ab", "c").ToKey());
        Assert.NotEqual(new ContentHash().Add("a", "1\nb:1:2").ToKey(), new ContentHash().Add("a", "1").Add("b", "2").ToKey());
        Assert.NotEqual(new ContentHash().Add("a", null).ToKey(), new ContentHash().Add("a", "").ToKey());
        Assert.Equal(new ContentHash().Add("a", "b").ToKey(), new ContentHash().Add("a", "b").ToKey());
    }
}
