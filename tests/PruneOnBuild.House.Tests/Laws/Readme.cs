using System.Text.RegularExpressions;
using PruneOnBuild.Policy;
using PruneOnBuild.Testing;

namespace PruneOnBuild.House.Tests.Laws;

public partial class Readme
{
    private static readonly string Text = RepositoryFiles.Text("README.md");

    [Fact]
    public void ShowsAPolicyWithoutMistakesOrWarnings()
    {
        var yaml = Block().Matches(Text).Single(block => block.Groups["language"].Value == "yaml").Groups["text"].Value;

        Assert.Empty(PolicyReader.Parse(yaml, Path.Combine(Repository.Root, "README.md")).Warnings);
    }

    [Fact]
    public void LinksOnlyToWhatIsThere() =>
        Breaches.None(Link().Matches(Text).Select(link => link.Groups["target"].Value)
            .Where(target => !Path.Exists(Path.Combine(Repository.Root, target)))
            .Select(target => $"README.md links to {target}, which does not exist"));

    [Fact]
    public void GivesTheTestCommandThatCiRuns()
    {
        var command = Block().Matches(Text)
            .SelectMany(block => block.Groups["text"].Value.Split('\n'))
            .Single(line => line.StartsWith("dotnet test", StringComparison.Ordinal));

        Assert.Contains($"{command} ", RepositoryFiles.Text(".ci/run"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<=^|\n)```(?<language>\w+)\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
