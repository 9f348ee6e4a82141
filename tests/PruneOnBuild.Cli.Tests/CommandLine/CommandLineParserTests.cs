using PruneOnBuild.Cli.Bench.Kernels;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Kernels;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Tests.CommandLine;

public sealed class CommandLineParserTests
{
    [Fact]
    public void Accepts_EveryOptionOfPrune()
    {
        var command = Parse(
            "prune", "--policy", "p.yaml", "--output=out=1", "--model", "m.onnx", "--cache", "c", "--verdicts", "warn", "--lock", "require",
            "--project-directory", ".", "--shared-cache", "s", "--shared-cache-mode", "read", "--ci", "azure", "--annotations", "off");

        var expected = new Command.Prune("p.yaml", "out=1", "m.onnx", "c", VerdictAction.Warn, LockMode.Require, ".")
        {
            SharedCache = "s",
            SharedCacheMode = SharedCacheMode.Read,
            Ci = CiSystem.Azure,
            Annotates = false,
        };
        Assert.Equal(expected, command);
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("github", nameof(CiSystem.GitHub))]
    [InlineData("teamcity", nameof(CiSystem.TeamCity))]
    [InlineData("none", nameof(CiSystem.None))]
    public void Accepts_CiSystems(string word, string? system) =>
        Assert.Equal(system, Assert.IsType<Command.Prune>(Parse("prune", "--output", "out", "--ci", word)).Ci?.ToString());

    [Theory]
    [InlineData("--ci", "jenkins", "auto or github or azure or teamcity or none")]
    [InlineData("--annotations", "maybe", "on or off")]
    [InlineData("--shared-cache-mode", "append", "read or write")]
    public void Rejects_UnknownWordsOfPrune(string option, string word, string known)
    {
        var mistake = Assert.Throws<PruneOnBuildException>(() => Parse("prune", "--output", "out", option, word)).Diagnostics[0];
        Assert.Equal(("POB1905", $"{option} is '{word}', but must be {known}."), (mistake.Code, mistake.Message));
    }

    [Fact]
    public void Prune_NeedsOnlyTheOutput() =>
        Assert.Equal(new Command.Prune(null, "out", null, null, VerdictAction.Fail, LockMode.Use, null), Parse("prune", "--output", "out"));

    [Fact]
    public void Accepts_Check()
    {
        Assert.Equal(new Command.Check("prune.yaml"), Parse("check", "prune.yaml"));
        Assert.Equal(new Command.Check(null), Parse("check"));
    }

    [Fact]
    public void Accepts_EveryOptionOfZoo()
    {
        Assert.Equal(new Command.Zoo("models", "yolo", Groups: true), Parse("zoo", "--groups", "models", "--model", "yolo"));
        Assert.Equal(new Command.Zoo("models", null, Groups: false), Parse("zoo", "models"));
    }

    [Fact]
    public void Accepts_EveryOptionOfBench()
    {
        var command = Assert.IsType<Command.Bench>(Parse(
            "bench", "accuracy", "--model", "m.onnx", "--policy", "p.yaml", "--shares", "1,0.5", "--sparsities", "0.95", "--criteria", "l2,ours",
            "--output", "t.md"));

        Assert.Equal(("p.yaml", "m.onnx", "t.md"), (command.Policy, command.Model, command.Output));
        Assert.Equal([1, 0.5], command.Shares.ToArray());
        Assert.Equal([0.95], command.Sparsities.ToArray());
        Assert.Equal([Contender.L2, Contender.Ours], command.Contenders.ToArray());
    }

    [Fact]
    public void Bench_NeedsOnlyTheModel()
    {
        var command = Assert.IsType<Command.Bench>(Parse("bench", "accuracy", "--model", "m.onnx"));

        Assert.True(command.Shares.IsDefault && command.Sparsities.IsDefault);
        Assert.Equal([Contender.Ours, Contender.L1, Contender.L2], command.Contenders.ToArray());
        Assert.Null(command.Output);
    }

    [Fact]
    public void Accepts_EveryOptionOfBenchKernels()
    {
        Assert.Equal(new Command.BenchKernels(null, null, 1, KernelBar.Sparsities), Parse("bench", "kernels"));
        var command = Assert.IsType<Command.BenchKernels>(
            Parse("bench", "kernels", "--only", "accuracy", "--instructions", "avx2", "--threads", "4", "--sparsities", "0.1,0.35"));
        Assert.Equal(("accuracy", InstructionSet.Avx2, 4), (command.Only, command.Instructions, command.Threads));
        Assert.Equal([0.1, 0.35], command.Sparsities.ToArray());
    }

    [Fact]
    public void Accepts_EveryOptionOfBenchGates()
    {
        Assert.Equal(new Command.BenchGates(1000, HasSums: false, 0, null, 0, null, 1, IsNeighbour: false), Parse("bench", "gates"));
        Assert.Equal(
            new Command.BenchGates(0, HasSums: true, 20, "alone", 8, "m.onnx", 2, IsNeighbour: true),
            Parse("bench", "gates", "--gates", "0", "--sums", "--live", "20", "--only", "alone", "--builds", "8", "--model", "m.onnx", "--threads", "2", "--neighbour"));
    }

    [Theory]
    [InlineData("POB1905", "a number from 0 to 100000", "gates", "--gates", "-1")]
    [InlineData("POB1905", "a number from 0 to 10000", "gates", "--live", "many")]
    [InlineData("POB1903", "'bench' needs accuracy or kernels or gates", "--only", "x")]
    [InlineData("POB1905", "must be avx512 or avx2 or advsimd or scalar", "kernels", "--instructions", "sse")]
    [InlineData("POB1905", "a number from 1 to 1024", "kernels", "--threads", "0")]
    [InlineData("POB1905", "numbers in (0, 1)", "kernels", "--sparsities", "0")]
    [InlineData("POB1902", "'--model'", "kernels", "--model", "m")]
    [InlineData("POB1903", "'bench' needs accuracy")]
    [InlineData("POB1905", "must be accuracy", "speed")]
    [InlineData("POB1903", "--model <model.onnx>", "accuracy")]
    [InlineData("POB1905", "numbers in (0, 1] with commas", "accuracy", "--model", "m", "--shares", "0.5,0")]
    [InlineData("POB1905", "numbers in (0, 1]", "accuracy", "--model", "m", "--shares", "50")]
    [InlineData("POB1905", "numbers in (0, 1]", "accuracy", "--model", "m", "--shares", "0.5,")]
    [InlineData("POB1905", "numbers in (0, 1)", "accuracy", "--model", "m", "--sparsities", "1")]
    [InlineData("POB1905", "ours, l1 and l2", "accuracy", "--model", "m", "--criteria", "obs")]
    [InlineData("POB1905", "ours, l1 and l2", "accuracy", "--model", "m", "--criteria", "l1,l1")]
    public void Rejects_BenchThatMakesNoSense(string code, string words, params string[] more) => Rejects(code, words, ["bench", .. more]);

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("prune", "--help")]
    public void Help_IsAskedForInManyWays(params string[] arguments) => Assert.IsType<Command.Help>(Parse(arguments));

    [Theory]
    [InlineData("--version")]
    [InlineData("version")]
    public void Accepts_Version(string argument) => Assert.IsType<Command.Version>(Parse(argument));

    [Fact]
    public void Accepts_Schema() => Assert.IsType<Command.Schema>(Parse("schema"));

    [Fact]
    public void Rejects_UnknownCommand_NamingTheNearest() => Rejects("POB1901", "Did you mean 'prune'?", "prun");

    [Fact]
    public void Rejects_UnknownOption_NamingTheNearest() =>
        Rejects("POB1902", "Did you mean '--verdicts'?", "prune", "--output", "o", "--verdict", "warn");

    [Fact]
    public void Rejects_OptionOfAnotherCommand() => Rejects("POB1902", "unknown to 'check'", "check", "--output", "o");

    [Fact]
    public void Rejects_PruneWithoutOutput() => Rejects("POB1903", "--output <folder>", "prune", "--policy", "prune.yaml");

    [Fact]
    public void Rejects_ZooWithoutFolder() => Rejects("POB1903", "'zoo' needs <folder>", "zoo", "--groups");

    [Fact]
    public void Rejects_ValueOfAnOptionThatTakesNone() =>
        Rejects("POB1909", "'--groups' takes no value", "zoo", "models", "--groups=yes");

    [Theory]
    [InlineData("prune", "--output")]
    [InlineData("prune", "--output=")]
    [InlineData("prune", "--output", "--model", "m.onnx")]
    public void Rejects_OptionWithoutValue(params string[] arguments) => Rejects("POB1904", "--output <folder>", arguments);

    [Fact]
    public void Rejects_UnknownVerdictAction() => Rejects("POB1905", "fail or warn or report", "prune", "--output", "o", "--verdicts", "ignore");

    [Fact]
    public void Rejects_UnknownLockMode() =>
        Rejects("POB1905", "use or update or require or off", "prune", "--output", "o", "--lock", "always");

    [Fact]
    public void Rejects_OptionGivenTwice() => Rejects("POB1906", "--output", "prune", "--output", "a", "--output", "b");

    [Theory]
    [InlineData("prune", "model.onnx")]
    [InlineData("check", "a.yaml", "b.yaml")]
    [InlineData("zoo", "a", "b")]
    [InlineData("schema", "x")]
    public void Rejects_UnexpectedArgument(params string[] arguments) => Rejects("POB1907", arguments[^1], arguments);

    [Fact]
    public void HelpText_NamesEveryCommandAndOption_InAHundredColumns()
    {
        string text = HelpText.Write();

        Assert.All(CommandSyntax.Shown, command => Assert.Contains($"prune-on-build {command.Name}", text, StringComparison.Ordinal));
        var options = CommandSyntax.All.SelectMany(command => command.Options);
        Assert.All(options, option => Assert.Contains($"        {option.Form}\n", text, StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    private static Command Parse(params string[] arguments) => CommandLineParser.Parse(arguments);

    private static void Rejects(string code, string words, params string[] arguments)
    {
        var error = Assert.Single(Assert.Throws<PruneOnBuildException>(() => Parse(arguments)).Diagnostics);
        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
