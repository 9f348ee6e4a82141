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

    // Its build measures latency, and a build of the whole solution runs beside tests: it is listed for editors and built by itself.
    [Fact]
    public void ListsTheMeasuringSampleWithoutBuildingIt()
    {
        var solution = RepositoryFiles.Text("PruneOnBuild.sln");
        var sample = ProjectLine().Matches(solution)
            .Single(match => match.Groups["path"].Value.EndsWith("ImageClassifier.csproj", StringComparison.Ordinal));

        Assert.DoesNotContain($"{sample.Groups["id"].Value}.Release|Any CPU.Build.0", solution, StringComparison.Ordinal);
    }

    [GeneratedRegex("""Project\("[^"]+"\) = "[^"]+", "(?<path>[^"]+\.csproj)", "(?<id>[^"]+)"\s""", RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectLine();
}
