using System.Text.RegularExpressions;

namespace PruneOnBuild.House.Tests.Laws;

public partial class Solution
{
    [Fact]
    public void ListsEveryProjectOfSrcTestsAndSamples()
    {
        var listed = ProjectLine().Matches(RepositoryFiles.Text("PruneOnBuild.sln"))
            .Select(match => match.Groups["path"].Value.Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        var held = RepositoryFiles.All
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && file.Split('/')[0] is "src" or "tests" or "samples");

        Assert.Equal(held, listed);
    }

    [GeneratedRegex("""^Project\("[^"]+"\) = "[^"]+", "(?<path>[^"]+\.csproj)"\S*""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectLine();
}
