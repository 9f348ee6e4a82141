using System.Text.RegularExpressions;
using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>
/// Errors become annotations in GitHub Actions by the pattern that setup-dotnet installs there. It ends a message at the first bracket that follows a
/// blank, whatever MSBuild's loggers could do about it.
/// </summary>
public sealed partial class ProblemMatcherTests
{
    [Fact]
    public void EveryCode_WithALineOrWithout_IsReadFromTheLinesOfARealBuild()
    {
        string[] codes = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "codes"), "POB*.md").Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.NotEmpty(codes);
        var project = new ThrowawayProject().Model("Models/m.onnx").Policy("behaviour: codes", $"codes: {string.Join(' ', codes)}");

        var matches = project.Build().ShouldFail().Output.Split('\n').Select(line => Matcher().Match(line.TrimEnd('\r'))).Where(match => match.Success).ToList();

        Assert.All(codes, code =>
        {
            Assert.Contains(matches, match => IsOf(match, code, project.PathOf("prune.yaml"), "7", "A message: of[1,3] (and more)."));
            Assert.Contains(matches, match => IsOf(match, code, project.PathOf("Models/m.onnx"), "1", "Another, of a file."));
        });
        Assert.All(matches, match => Assert.Equal(project.ProjectFile, match.Groups[6].Value));
    }

    private static bool IsOf(Match match, string code, string file, string line, string message) =>
        (match.Groups[1].Value.Trim(), match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value, match.Groups[5].Value)
        == (file, line, "error", code, message);

    [GeneratedRegex(@"^(.*)\((\d+)(?:,\d+|,\d+,\d+)?\):\s+(error|warning)\s+([a-zA-Z]+(?<!MSB)\d+):\s*(.*?)\s+\[(.*?)\]$")]
    private static partial Regex Matcher();
}
