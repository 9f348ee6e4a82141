using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Starts this program afresh, to open one model and tell its own peak memory.</summary>
internal sealed class MemoryProcess(ModelJob job, IReadOnlyDictionary<string, Tensor> feeds)
{
    private readonly SessionSettings _settings = SessionSettings.For(job.Target);
    private readonly ImmutableArray<TensorSpec> _feeds =
        [.. feeds.Select(feed => new TensorSpec(feed.Key, feed.Value.ElementType, feed.Value.Dims))];

    /// <summary>The side of the process that was started: the answer to its one argument.</summary>
    public static string Answer(string request) =>
        MemoryProbe.Run(JsonSerializer.Deserialize(request, GatesJson.Default.MemoryRequest)!).ToString(CultureInfo.InvariantCulture);

    /// <summary>Peak resident bytes of a process that opens the model, or none, and runs one sample.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB4060: it told none.</exception>
    public long Peak(string? model)
    {
        var request = new MemoryRequest(model, _settings.Threads, _settings.Provider, model is null ? [] : _feeds);
        var start = ThisProgram.With(CommandLine.CommandSyntax.MemoryProbe.Name, JsonSerializer.Serialize(request, GatesJson.Default.MemoryRequest));
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes
            : throw GateErrors.MemoryProcessFailed(job.Model.Gates.Memory!.Location, model, process.ExitCode, said.Split('\n')[^1]);
    }
}
