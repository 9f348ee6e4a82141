using System.Text.RegularExpressions;

namespace PruneOnBuild.House.Tests.Laws;

public partial class DiagnosticCodes
{
    private const string Pages = "docs/codes";

    private static string[] InSource =>
        [.. RepositoryFiles.Under("src", ".cs").Concat(RepositoryFiles.Under("build", ".targets")).SelectMany(file => Code().Matches(RepositoryFiles.Text(file))).Select(match => match.Value).Distinct().Order()];

    private static string[] WithPage => [.. RepositoryFiles.Under(Pages, ".md").Select(Path.GetFileNameWithoutExtension).Where(name => Code().IsMatch(name!)).Order()!];

    [Fact]
    public void EachPageHasACode() =>
        Breaches.None(WithPage.Except(InSource).Select(code => $"{Pages}/{code}.md explains a code that nothing in src or build uses"));

    [Fact]
    public void EachPageNamesItsCodeInTheHeading() =>
        Assert.All(WithPage, code => Assert.StartsWith($"# {code}", RepositoryFiles.Text($"{Pages}/{code}.md"), StringComparison.Ordinal));

    [GeneratedRegex(@"\bPOB\d{4}\b")]
    private static partial Regex Code();
}
