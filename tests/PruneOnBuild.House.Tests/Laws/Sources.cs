using System.Text.RegularExpressions;

namespace PruneOnBuild.House.Tests.Laws;

public partial class Sources
{
    private const int MostLines = 300;

    private static IEnumerable<string> CSharp => RepositoryFiles.All.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void AreShortFiles()
    {
        var tooLong = from file in CSharp
                      let lines = RepositoryFiles.Text(file).Split('\n').Length
                      where lines > MostLines
                      select $"{file}: {lines} lines, at most {MostLines}";

        Breaches.None(tooLong);
    }

    [Fact]
    public void HaveTheNamespaceOfTheirFolder()
    {
        var strayed = from file in CSharp
                      where file.Split('/')[0] is "src" or "tests"
                      from declared in NamespaceLine().Matches(RepositoryFiles.Text(file)).Select(match => match.Groups["name"].Value)
                      let folder = string.Join('.', file.Split('/')[1..^1])
                      where declared != folder && !IsLookedUpByName(declared)
                      select $"{file}: namespace {declared}, but its folder is {folder}";

        Breaches.None(strayed);
    }

    // Compilers and engines look for a few attributes by namespace and name; only there may a file declare a foreign namespace.
    private static bool IsLookedUpByName(string name) => name is "System.Runtime.CompilerServices" or "Microsoft.Build.Framework";

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NamespaceLine();
}
