using System.Text.RegularExpressions;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests;

public partial class ErrorPagesTests
{
    [Fact]
    public void EveryCode_HasAPageThatIsHeadedByIt()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "PruneOnBuild.Runtime"), "RuntimeErrors*.cs");
        var codes = sources.SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct().ToArray();

        Assert.True(codes.Length > 20);
        Assert.All(codes, code => Assert.StartsWith(
            $"# {code}", File.ReadAllText(Path.Combine(Repository.Root, "docs", "codes", $"{code}.md")), StringComparison.Ordinal));
    }

    [GeneratedRegex("POB5[0-9]{3}(?=\")")]
    private static partial Regex Code();
}
