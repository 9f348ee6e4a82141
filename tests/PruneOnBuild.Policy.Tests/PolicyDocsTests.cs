using PruneOnBuild.Testing;

namespace PruneOnBuild.Policy.Tests;

public sealed class PolicyDocsTests
{
    [Fact]
    public void KeyTables_AreTheGrammars()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "policy.md"));
        Generated.ShouldBe("docs/policy.md", KeyReference.Into(page.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void CapabilityTable_IsThatOfTheRecords()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "hardware.md"));
        Generated.ShouldBe("docs/hardware.md", CapabilityReference.Into(page.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void EveryCode_HasAPageAndATest()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src", "PruneOnBuild.Policy"), "PolicyErrors*.cs");
        var codes = sources.SelectMany(file => CodesIn(File.ReadAllText(file))).ToHashSet(StringComparer.Ordinal);
        var tests = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "PruneOnBuild.Policy.Tests"), "*Tests.cs");
        var tested = string.Concat(tests.Select(File.ReadAllText));

        Assert.Equal(46, codes.Count);
        Assert.All(codes, code =>
        {
            Assert.Contains(code, tested, StringComparison.Ordinal);
            var page = Path.Combine(Repository.Root, "docs", "codes", $"{code}.md");
            Assert.True(File.Exists(page), $"{page} is missing");
            Assert.StartsWith($"# {code}: ", File.ReadAllText(page), StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> CodesIn(string source) =>
        source.Split('"').Where(text => text.Length == 7 && text.StartsWith("POB1", StringComparison.Ordinal));
}
