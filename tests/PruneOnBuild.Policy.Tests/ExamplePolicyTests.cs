using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Policy.Tests;

public sealed class ExamplePolicyTests
{
    private static readonly string Example = Path.Combine(Repository.Root, "prune.yaml.example");

    [Fact]
    public void Example_IsReadWithoutDiagnostics()
    {
        var reading = PolicyReader.Read(Example);

        Assert.Empty(reading.Warnings);
        Assert.Equal(14, reading.Policy.Models.Length);
        Assert.All(reading.Policy.Models, model => Assert.Equal(model.Target.Value, reading.Policy.TargetOf(model).Name));
    }

    [Fact]
    public void Example_ShowsEveryKeyOfTheGrammar()
    {
        var text = File.ReadAllText(Example);
        foreach (var section in PolicySection.Form.WithInner())
            foreach (var key in section.Keys)
                Assert.True(text.Contains($"{key.Name}:", StringComparison.Ordinal), $"{section.Name}: {key.Name} is not shown");
    }

    [Fact]
    public void Example_NamesEveryWordThatChoicesHave()
    {
        var text = File.ReadAllText(Example);
        string[] words =
        [
            .. Enum.GetValues<Hardware>().Select(value => value.Word()),
            .. Enum.GetValues<Intent>().Select(value => value.Word()),
            .. Enum.GetValues<GoalKind>().Select(value => value.Word()),
            .. Enum.GetValues<Criterion>().Select(value => value.Word()),
            .. Enum.GetValues<Recovery>().Select(value => value.Word()),
            .. Enum.GetValues<Allocation>().Select(value => value.Word()),
            .. Enum.GetValues<AccuracyMetric>().Select(value => value.Word()),
            .. Enum.GetValues<AccuracyTest>().Select(value => value.Word()),
            .. Enum.GetValues<BoxFormat>().Select(value => value.Word()),
        ];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Example_BeginsWithTheSchemaLinesOfBothEditors()
    {
        var lines = File.ReadLines(Example).Take(2).ToArray();

        Assert.StartsWith("# yaml-language-server: $schema=", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("# $schema: ", lines[1], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.Root, lines[1]["# $schema: ".Length..])));
    }
}
