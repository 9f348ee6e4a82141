using System.Text.RegularExpressions;

namespace PruneOnBuild.House.Tests.Laws;

/// <summary>The table of goals in docs/msbuild.md names tests that exist and bear the goal.</summary>
public partial class Goals
{
    public static TheoryData<string, string> Promised
    {
        get
        {
            var promised = new TheoryData<string, string>();
            foreach (Match row in Row().Matches(RepositoryFiles.Text("docs/msbuild.md")))
                foreach (Match test in Test().Matches(row.Groups["tests"].Value))
                    promised.Add(row.Groups["goal"].Value, test.Groups["name"].Value);
            return promised;
        }
    }

    [Theory]
    [MemberData(nameof(Promised))]
    public void HaveTheirTests(string goal, string test)
    {
        var file = Assert.Single(RepositoryFiles.Under("tests", ".cs"), file => file.EndsWith($"/{test}.cs", StringComparison.Ordinal));
        Assert.Contains($"[Trait(\"Goal\", \"{goal}\")]", RepositoryFiles.Text(file), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| (?<goal>M\d+) \|.*\| (?<tests>[^|]+) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Test();
}
