using System.Diagnostics;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Policy.Tests;

/// <summary>Whatever stands in a prune.yaml, reading ends with a policy or with coded diagnostics of one line each.</summary>
public sealed class PolicyReaderMutationTests
{
    private static readonly string[] Tokens =
    [
        "\t", "\n", "'", "\"", "{", "}", "[", "]", ":", ": ", "- ", "&a ", "*a", "<<: ", "!!x ", "|", ">", "#", "%", "@", "?",
        ", ", "~", "null", "-1", "1e999", "NaN", "9999999999999999999", "0", "30", "%", "KB", "ms", "2:4", "..", "**", "\0", "\u0085",
        "\uD800", "\u2028", "é", "---\n", "...\n", "\\", "true", "x1", "version: 1\n", "models:\n", "   ", "\r\n", "\r",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MutatedPolicy_GivesDiagnosticsOnly(int seed)
    {
        var random = new Random(seed);
        // In the short one an edit hits yaml, not a comment.
        string[] policies = [File.ReadAllText(Path.Combine(Repository.Root, "prune.yaml.example")), Marked.Policy];
        for (var round = 0; round < 800; round++)
        {
            var yaml = policies[round % policies.Length];
            for (var edits = random.Next(1, 5); edits > 0; edits--)
                yaml = Mutate(yaml, random);
            try
            {
                PolicyReader.Parse(yaml, Reading.File);
            }
            catch (PruneOnBuildException exception)
            {
                Assert.All(exception.Diagnostics, diagnostic =>
                {
                    Assert.StartsWith("POB1", diagnostic.Code, StringComparison.Ordinal);
                    Assert.True(diagnostic.Location is { Line: > 0, Column: > 0 }, diagnostic.ToString());
                    Assert.DoesNotContain(diagnostic.Message, char.IsControl);
                });
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, round {round}: {exception}\n{yaml}");
            }
        }
    }

    [Theory]
    [InlineData("brackets")]
    [InlineData("braces")]
    [InlineData("aliases")]
    [InlineData("merges")]
    [InlineData("keys")]
    [InlineData("long")]
    [InlineData("dashes")]
    public void HostilePolicy_IsRefusedInSeconds(string kind)
    {
        var yaml = kind switch
        {
            "brackets" => new string('[', 500_000),
            "braces" => string.Concat(Enumerable.Repeat("{a: ", 200_000)),
            "aliases" => "a: &a [x,x,x,x,x,x,x,x,x]\n" + Chain((name, before) =>
                $"{name}: &{name} [{string.Join(',', Enumerable.Repeat($"*{before}", 9))}]\n"),
            "merges" => "a: &a {k: v, l: v}\n" + Chain((name, before) =>
                $"{name}: &{name} {{ <<: [{string.Join(',', Enumerable.Repeat($"*{before}", 9))}], {name}x: v }}\n"),
            "keys" => string.Concat(Enumerable.Range(0, 40_000).Select(i => $"key{i}: v\n")),
            "long" => $"version: {new string('x', 900_000)}",
            _ => string.Concat(Enumerable.Repeat("- ", 400_000)),
        };
        var clock = Stopwatch.StartNew();

        Assert.ThrowsAny<PruneOnBuildException>(() => PolicyReader.Parse(yaml, Reading.File));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{kind} took {clock.Elapsed}");
    }

    private static string Chain(Func<string, string, string> link) =>
        string.Concat(Enumerable.Range('b', 25).Select(letter => link($"{(char)letter}", $"{(char)(letter - 1)}")));

    private static string Mutate(string text, Random random)
    {
        if (text.Length == 0)
            return Tokens[random.Next(Tokens.Length)];
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 30), text.Length - at);
        var token = Tokens[random.Next(Tokens.Length)];
        return random.Next(6) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, token),
            2 => text.Remove(at, Math.Min(length, 4)).Insert(at, token),
            3 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
            4 => SwapLines(text, random),
            _ => random.Next(10) == 0 ? text[..Math.Max(1, at)] : text.Remove(at, 1).Insert(at, $"{(char)random.Next(1, 256)}"),
        };
    }

    private static string SwapLines(string text, Random random)
    {
        var lines = text.Split('\n');
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join('\n', lines);
    }
}
