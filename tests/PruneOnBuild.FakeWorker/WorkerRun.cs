using System.Security.Cryptography;

namespace PruneOnBuild.FakeWorker;

/// <summary>
/// One start of the fake worker. Its prune.yaml is a list of wishes, <c>key: value</c> on a line each: <c>behaviour</c>
/// (passed, missed, bad-input, silent, crash, hang, edit, codes), <c>codes</c> (with blanks between: each is an error at a line and one of a whole
/// file), <c>data</c> (a file to list as input), <c>salt</c> (goes into the
/// pruned model), <c>external</c> (content of a file of external data), <c>record</c> (yes: a run with a verdict leaves a record).
/// </summary>
internal sealed class WorkerRun
{
    private readonly Dictionary<string, string> _options;
    private readonly List<string> _policyLines;
    private readonly List<string> _said = [];

    private WorkerRun(Dictionary<string, string> options)
    {
        _options = options;
        _policyLines = [.. File.ReadAllLines(Policy)];
    }

    public string ModelName => Path.GetFileName(Model);

    private string Policy => _options["--policy"];

    private string Lock => Path.ChangeExtension(Policy, ".lock");

    private string Baseline => Path.ChangeExtension(Policy, ".baseline.json");

    private string? Data => Asked("data") is { } data ? Path.GetFullPath(data, Path.GetDirectoryName(Policy)!) : null;

    private string Choice => $"{_options.GetValueOrDefault("--target")} {_options.GetValueOrDefault("--runtime")}".Trim();

    private string Model => _options["--model"];

    private string Output => _options["--output"];

    public static WorkerRun FromArguments(string[] arguments)
    {
        if (arguments is not ["prune", .. var rest] || rest.Length % 2 != 0)
            throw new ArgumentException($"Not the worker's arguments: {string.Join(' ', arguments)}");
        var options = rest.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] known = ["--annotations", "--baseline", "--cache", "--ci", "--lock", "--model", "--output", "--policy", "--project-directory", "--record", "--verdicts"];
        if (!options.Keys.Except(["--target", "--runtime"]).Order(StringComparer.Ordinal).SequenceEqual(known))
            throw new ArgumentException($"Not the worker's options: {string.Join(' ', options.Keys)}");
        return new WorkerRun(options);
    }

    public string? Asked(string key) =>
        _policyLines.Find(line => line.StartsWith(key + ":", StringComparison.Ordinal))?[(key.Length + 1)..].Trim();

    /// <summary>One line in <c>starts.log</c> beside the policy for each start of a worker.</summary>
    public void CountStart() =>
        File.AppendAllText(Path.Combine(Path.GetDirectoryName(Policy)!, "starts.log"), $"{Model} {_options["--verdicts"]} {_options["--lock"]}\n");

    /// <summary>What the task tells the worker by its environment, in <c>shared-cache.log</c> beside the policy.</summary>
    public void WriteSharedCache() => File.WriteAllText(
        Path.Combine(Path.GetDirectoryName(Policy)!, "shared-cache.log"),
        $"{Environment.GetEnvironmentVariable("PruneOnBuildSharedCache")} {Environment.GetEnvironmentVariable("PruneOnBuildSharedCacheMode")}");

    public void WriteInputs()
    {
        List<string> inputs = [Policy, Model];
        if (Data is { } data)
            inputs.Add(data);
        if (_options["--lock"] is "use" or "require" && File.Exists(Lock))
            inputs.Add(Lock);
        if (_options["--baseline"] == "use" && File.Exists(Baseline))
            inputs.Add(Baseline);
        File.WriteAllLines(Path.Combine(Output, "inputs.txt"), inputs);
    }

    public void TouchPolicy() => File.SetLastWriteTimeUtc(Policy, DateTime.UtcNow);

    public int EndBadly()
    {
        if (Asked("behaviour") == "bad-input")
            Console.WriteLine($"{Policy}(1,1): error POB1004: Criterion 'l3' is unknown. Use l1 or l2.");
        foreach (string code in Asked("codes")?.Split(' ') ?? [])
            Console.WriteLine($"{Policy}(7,13): error {code}: A message: of[1,3] (and more).\n{Model} : error {code}: Another, of a file.");
        return 1;
    }

    public void WriteReports()
    {
        File.WriteAllText(Path.Combine(Output, "report.md"), $"# {ModelName}\n");
        File.WriteAllText(Path.Combine(Output, "report.json"), "{}");
        Say($"table: {ModelName} dense 2.0 ms, pruned 1.0 ms");
    }

    public int Judge()
    {
        var missed = Asked("behaviour") == "missed";
        var warns = _options["--verdicts"] != "fail";
        var severity = warns ? "warning" : "error";
        if (missed && _options["--verdicts"] != "report")
            Say($"{Policy}(1,12): {severity} POB4001: Latency gate missed: 100% of {{0}} taken; raise ratio.");
        if (missed && !warns)
        {
            WriteRecord();
            return 2;
        }

        var pruned = Path.Combine(Output, ModelName);
        if (Asked("external") is { } external)
            File.WriteAllText(pruned + ".data", external);
        File.WriteAllText(pruned + ".tmp", string.Join(' ', new[] { "pruned", File.ReadAllText(Model), Asked("salt"), Choice }.Where(word => !string.IsNullOrEmpty(word))));
        File.Move(pruned + ".tmp", pruned, overwrite: true);
        WriteLock();
        if (_options["--baseline"] == "update")
            File.WriteAllText(Baseline, "{}\n");
        WriteRecord([pruned, .. new[] { pruned + ".data" }.Where(File.Exists)]);
        return 0;
    }

    private void Say(string line)
    {
        Console.WriteLine(line);
        _said.Add(line);
    }

    /// <summary>As the worker does, which publishes files of its cache.</summary>
    private void WriteRecord(params string[] published)
    {
        if (Asked("record") != "yes")
            return;
        List<string> lines = [.. new[] { Policy, Model, Lock, Baseline, Data }.OfType<string>().Select(input => $"{(File.Exists(input) ? "input" : "absent")} {input}"), "variable FAKE_WORKER"];
        if (_options["--ci"] == "github")
            lines.Add("summary github");
        foreach (string file in published)
        {
            string stored = Path.Combine(_options["--cache"], "fake", Guid.NewGuid().ToString("N"), Path.GetFileName(file));
            Directory.CreateDirectory(Path.GetDirectoryName(stored)!);
            File.Copy(file, stored);
            lines.Add($"publish {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))} {stored}");
        }
        File.WriteAllLines(_options["--record"], [.. lines, .. _said.Select(line => $"say {line}")]);
    }

    /// <summary>As the worker does: the lock of an update is written last, and is an input of every other run that finds one.</summary>
    private void WriteLock()
    {
        if (_options["--lock"] == "update")
            File.WriteAllText(Lock, "locked\n");
    }
}
