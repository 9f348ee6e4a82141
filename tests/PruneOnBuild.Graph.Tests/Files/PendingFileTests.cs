using PruneOnBuild.Graph.Files;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Files;

public sealed class PendingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WithoutCommit_TheTargetStays_AndNothingElseDoes()
    {
        File.WriteAllText(_folder.File("a"), "old");
        using (var pending = new PendingFile(_folder.File("a"))) pending.Content.Write("new"u8);

        AssertHolds(("a", "old"));
    }

    [Fact]
    public void Commit_ReplacesTheTarget()
    {
        File.WriteAllText(_folder.File("a"), "old");
        using (var pending = Pending("a", "new")) pending.Commit();

        AssertHolds(("a", "new"));
    }

    [Fact]
    public void CommitBoth_ReplacesBoth()
    {
        File.WriteAllText(_folder.File("a"), "old");
        using (var first = Pending("a", "new a"))
        using (var second = Pending("b", "new b")) PendingFile.CommitBoth(first, second);

        AssertHolds(("a", "new a"), ("b", "new b"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SecondThatCannotBeReplaced_TakesTheFirstBack(bool firstExisted)
    {
        if (firstExisted) File.WriteAllText(_folder.File("a"), "old");
        using (var first = Pending("a", "new a"))
        using (var second = Pending("b", "new b"))
        {
            Directory.CreateDirectory(_folder.File("b"));
            Assert.ThrowsAny<Exception>(() => PendingFile.CommitBoth(first, second));
        }

        Directory.Delete(_folder.File("b"));
        if (firstExisted) AssertHolds(("a", "old"));
        else AssertHolds();
    }

    private PendingFile Pending(string name, string content)
    {
        var pending = new PendingFile(_folder.File(name));
        pending.Content.Write(System.Text.Encoding.UTF8.GetBytes(content));
        return pending;
    }

    private void AssertHolds(params (string Name, string Content)[] files) =>
        Assert.Equal(files, Directory.GetFileSystemEntries(_folder.Path).Order().Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
}
