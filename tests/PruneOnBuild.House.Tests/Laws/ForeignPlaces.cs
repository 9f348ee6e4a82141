using System.Text.RegularExpressions;

namespace PruneOnBuild.House.Tests.Laws;

public partial class ForeignPlaces
{
    public static TheoryData<string, string> Samples => new()
    {
        { "machine", "log in /" + "home/someone/models" },
        { "machine", "\"/" + "tmp/x\"" },
        { "machine", @"C:\" + @"Users\someone" },
        { "registry", "https://api.nuget" + ".org/v3" },
        { "registry", "https://registry.npmj" + "s.org/left-pad" },
    };

    [Fact]
    public void NoFileNamesAPathOfSomeonesMachine() => AssertNone(MachinePath());

    // Each user's own sources decide where packages come from.
    [Fact]
    public void NoFileNamesAPackageRegistry() => AssertNone(RegistryHost());

    [Theory]
    [MemberData(nameof(Samples))]
    public void AreRecognised(string kind, string text) => Assert.Matches(kind == "machine" ? MachinePath() : RegistryHost(), text);

    [Theory]
    [InlineData("runtimes/linux-x64/native/libonnxruntime.so")]
    [InlineData("keep: [\"/head/*\"] and a/work/b")]
    [InlineData("http://schemas.microsoft.com/developer/msbuild")]
    public void OrdinaryTextIsLeftAlone(string text)
    {
        Assert.DoesNotMatch(MachinePath(), text);
        Assert.DoesNotMatch(RegistryHost(), text);
    }

    private static void AssertNone(Regex banned)
    {
        var found = from file in RepositoryFiles.All
                    where RepositoryFiles.IsText(file)
                    from match in banned.Matches(RepositoryFiles.Text(file))
                    select $"{file}: {match.Value}";

        Breaches.None(found);
    }

    [GeneratedRegex(@"(?<![\w.*)}/-])/(home|root|Users|work|tmp)/\w|\b[A-Za-z]:\\(Users|work|temp)\\", RegexOptions.IgnoreCase)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(nuget\.org|npmjs\.(org|com)|pypi\.org|pythonhosted\.org|deb\.debian\.org|registry\.[a-z-]+\.[a-z]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
