using System.Text.RegularExpressions;

namespace PruneOnBuild.House.Tests.Laws;

public partial class DiagnosticCodes
{
    private const string Pages = "docs/codes";

    // What MSBuild itself checks reports from the targets in build/.
    private static string[] Used =>
    [
        .. RepositoryFiles.Under("src", ".cs").Concat(RepositoryFiles.Under("build", ""))
            .SelectMany(file => Code().Matches(RepositoryFiles.Text(file)))
            .Select(match => match.Value)
            .Distinct()
            .Order(),
    ];

    private static string[] WithPage =>
    [
        .. RepositoryFiles.Under(Pages, ".md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => Code().IsMatch(name))
            .Order(),
    ];

    [Fact]
    public void EachHasAPage() =>
        Breaches.None(Used.Except(WithPage).Select(code => $"{code} is used and has no {Pages}/{code}.md"));

    [Fact]
    public void EachPageHasACode() =>
        Breaches.None(WithPage.Except(Used).Select(code => $"{Pages}/{code}.md explains a code that nothing in src or build uses"));

    [Fact]
    public void EachPageNamesItsCodeInTheHeading() =>
        Breaches.None(WithPage
            .Where(code => !Regex.IsMatch(RepositoryFiles.Text($"{Pages}/{code}.md"), $@"^# {code}: \S"))
            .Select(code => $"{Pages}/{code}.md does not begin with '# {code}: ' and a title"));

    // The message shows what happened; a page that ends with it leaves the reader where he was.
    [Fact]
    public void EachPageGoesOnToWhatToDo() =>
        Breaches.None(
            from code in WithPage
            let blocks = RepositoryFiles.Text($"{Pages}/{code}.md").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            where !blocks[0].Contains(": replaced by", StringComparison.Ordinal)
            where blocks.Length < 3 || blocks[^1].StartsWith("```text", StringComparison.Ordinal) || blocks[^1].StartsWith("    ", StringComparison.Ordinal)
            select $"{Pages}/{code}.md says what happened and not what to do");

    [GeneratedRegex(@"\bPOB\d{4}\b")]
    private static partial Regex Code();
}
