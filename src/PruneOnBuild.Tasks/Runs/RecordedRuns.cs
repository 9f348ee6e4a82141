using PruneOnBuild.Cli.Output.Ci;

namespace PruneOnBuild.Tasks.Runs;

/// <summary>
/// Runs of the worker that the cache keeps whole, so that the next one that would come to the same needs no worker. Found in two steps, as the
/// manifest of a compiler cache is: what a run reads is known only from a run that was asked the same; with the contents of that, the run itself is found.
/// </summary>
/// <param name="cache">Full path of the worker's cache.</param>
/// <param name="output">Full path of the folder where a run leaves its files.</param>
internal sealed class RecordedRuns(string cache, string output, Places places, Contents contents)
{
    private static readonly string[] s_reports = ["report.json", "report.md", "report.html", "report.sarif", "inputs.txt"];

    private string RecordFile => Path.Combine(output, RunRecord.FileName);

    /// <summary>Leaves in the output folder what the run left that had the same question and inputs.</summary>
    /// <param name="asked">As <see cref="AskedRun.Key"/> gives it.</param>
    /// <returns>What that run said; null where there is none.</returns>
    public RunRecord? Repeat(string asked)
    {
        if (Read(asked) is not { } like || Read(Key(asked, like.Record)) is not { } run || DateTime.UtcNow.Date > (run.Record.LastDay ?? DateTime.MaxValue))
            return null;
        var published = run.Record.Published.Select(Copied).ToList();
        if (!published.TrueForAll(file => file.IsWhole))
        {
            published.ForEach(file => file.Discard());
            return null;
        }
        foreach (var report in s_reports)
        {
            if (run.Texts.TryGetValue(report, out var text))
                File.WriteAllText(Path.Combine(output, report), places.Concrete(text));
            else
                File.Delete(Path.Combine(output, report));
        }
        // Data go first, so that no model stands without them.
        published.Reverse();
        published.ForEach(file => file.Publish());
        if (run.Record.IsSummarized && Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } page)
            StepSummary.Append(page, [Path.Combine(output, "report.md")]);
        return run.Record;
    }

    /// <summary>Keeps the run that has just ended, if it can be repeated.</summary>
    /// <param name="start">In UTC, when it began. What was changed since then it may have read or not.</param>
    public void Keep(string asked, DateTime start)
    {
        if (!File.Exists(RecordFile))
            return;
        var record = RunRecord.Parse(File.ReadAllText(RecordFile));
        if (!record.Inputs.All(input => input.IsAsBefore(start)))
            return;
        var texts = new Dictionary<string, string>();
        foreach (var file in s_reports.Append(RunRecord.FileName).Where(file => File.Exists(Path.Combine(output, file))))
        {
            if (places.Abstract(File.ReadAllText(Path.Combine(output, file))) is not { } text)
                return;
            texts.Add(file, text);
        }
        SealedFolder.Write(cache, FolderOf(Key(asked, record)), texts);
        SealedFolder.Write(cache, FolderOf(asked), new Dictionary<string, string> { [RunRecord.FileName] = texts[RunRecord.FileName] });
    }

    private (RunRecord Record, IReadOnlyDictionary<string, string> Texts)? Read(string key) =>
        SealedFolder.Read(FolderOf(key)) is { } texts && texts.TryGetValue(RunRecord.FileName, out var record)
            ? (RunRecord.Parse(places.Concrete(record)), texts) : null;

    /// <summary>What was asked, and all that the answer depends on.</summary>
    private string Key(string asked, RunRecord record) => Contents.OfParts(
    [
        asked,
        .. record.Inputs.SelectMany(input => new[] { places.Abstract(input.Path) ?? input.Path, contents.Of(input.Path) }),
        .. record.Variables.SelectMany(variable => new[] { variable, Environment.GetEnvironmentVariable(variable) ?? "" }),
    ]);

    private string FolderOf(string key) => Path.Combine(cache, "runs", key.Substring(0, 32));

    private CopiedFile Copied(PublishedFile file) => CopiedFile.Of(file, cache, output);
}
