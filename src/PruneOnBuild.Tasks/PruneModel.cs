using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PruneOnBuild.Tasks.Runs;

namespace PruneOnBuild.Tasks;

/// <summary>
/// Runs the worker on one model, or repeats a run of it that came to the same. It judges nothing and logs no error of the worker's: what the worker found leaves as
/// <see cref="Verdict"/>, for <see cref="ReportVerdicts"/> to log in the user's own project, once however many frameworks asked.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PruneModel : ToolTask
{
    private readonly List<WorkerDiagnostic> _diagnostics = [];
    private bool _cancelled;

    /// <summary>Full path of prune-on-build.dll.</summary>
    [Required]
    public string Worker { get; set; } = "";

    /// <summary>Full path of the dotnet host that runs the worker, or <c>dotnet</c> to look for it on the path.</summary>
    [Required]
    public string DotNetHost { get; set; } = "";

    /// <summary>Full path of prune.yaml.</summary>
    [Required]
    public string Policy { get; set; } = "";

    /// <summary>Full path of the dense model.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Full path of the folder for the pruned model, the reports, <c>inputs.txt</c> and <c>worker.log</c>.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Full path of the folder where the worker keeps results by content.</summary>
    [Required]
    public string CacheFolder { get; set; } = "";

    /// <summary><c>fail</c>, <c>warn</c> or <c>report</c>: what a missed gate does.</summary>
    [Required]
    public string Verdicts { get; set; } = "";

    /// <summary><c>use</c>, <c>update</c>, <c>require</c> or <c>off</c>: what prune.lock is for.</summary>
    [Required]
    public string Lock { get; set; } = "";

    /// <summary><c>use</c>, <c>update</c> or <c>off</c>: what prune.baseline.json is for.</summary>
    [Required]
    public string Baseline { get; set; } = "";

    /// <summary>The target that all models are pruned for; empty: as the policy has it.</summary>
    public string? Target { get; set; }

    /// <summary>Chooses where a model has targets by runtime identifier; empty: none is built for.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>Full path or address of the cache that clones and machines share; empty: none. May hold credentials.</summary>
    public string? SharedCache { get; set; }

    /// <summary><c>read</c> or <c>write</c>: whether results made here go into the shared cache.</summary>
    public string? SharedCacheMode { get; set; }

    /// <summary><c>auto</c>, <c>github</c>, <c>azure</c>, <c>teamcity</c> or <c>none</c>: who gets the reports as a summary.</summary>
    [Required]
    public string Ci { get; set; } = "";

    /// <summary>Full path of the folder of the project that uses the model.</summary>
    [Required]
    public string ProjectFolder { get; set; } = "";

    /// <summary>What the worker found, as <see cref="VerdictItem"/> writes it.</summary>
    [Output]
    public ITaskItem? Verdict { get; private set; }

    protected override string ToolName => Path.DirectorySeparatorChar == '\\' ? "dotnet.exe" : "dotnet";

    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.High;

    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    private string LogFile => Path.Combine(OutputFolder, "worker.log");

    private string RecordFile => Path.Combine(OutputFolder, RunRecord.FileName);

    private string ReportFile => Path.Combine(OutputFolder, "report.md");

    public override bool Execute()
    {
        if (Path.IsPathRooted(DotNetHost) && !File.Exists(DotNetHost))
            return Conclude([TaskErrors.HostMissing(DotNetHost)]);

        try
        {
            Directory.CreateDirectory(OutputFolder);
            ReportClaim.DeleteOld(OutputFolder);
            File.Delete(RecordFile);
            File.WriteAllText(LogFile, "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Conclude([TaskErrors.FolderUnwritable(OutputFolder, exception.Message)]);
        }

        var runs = new RunMemory(this, GenerateCommandLineCommands());
        if (runs.Repeat() is { } run)
            return Repeat(run);
        var start = DateTime.UtcNow;
        if (!base.Execute() || _cancelled)
            return false;
        if (WorkerExitCode.IsVerdict(ExitCode))
            runs.Keep(start);
        return Conclude([.. _diagnostics, .. FaultsOf(ExitCode)]);
    }

    public override void Cancel()
    {
        _cancelled = true;
        base.Cancel();
    }

    protected override string GenerateFullPathToTool() => DotNetHost;

    protected override string GetWorkingDirectory() => ProjectFolder;

    protected override string GenerateCommandLineCommands()
    {
        var commands = new CommandLineBuilder();
        commands.AppendSwitch("exec");
        commands.AppendFileNameIfNotNull(Worker);
        commands.AppendSwitch("prune");
        Append(commands, "--policy", Policy);
        Append(commands, "--model", Model);
        Append(commands, "--output", OutputFolder);
        Append(commands, "--cache", CacheFolder);
        Append(commands, "--verdicts", Verdicts);
        Append(commands, "--lock", Lock);
        Append(commands, "--baseline", Baseline);
        if (!string.IsNullOrEmpty(Target))
            Append(commands, "--target", Target!);
        if (!string.IsNullOrEmpty(RuntimeIdentifier))
            Append(commands, "--runtime", RuntimeIdentifier!);
        Append(commands, "--ci", Ci);
        // CI systems make annotations of MSBuild's own lines, and would show each error twice.
        Append(commands, "--annotations", "off");
        Append(commands, "--project-directory", ProjectFolder);
        Append(commands, "--record", RecordFile);
        return commands.ToString();
    }

    // Not on the command line, which logs and lists of processes show, nor in EnvironmentVariables, which ToolTask logs.
    protected override ProcessStartInfo GetProcessStartInfo(string pathToTool, string commandLineCommands, string responseFileSwitch)
    {
        var start = base.GetProcessStartInfo(pathToTool, commandLineCommands, responseFileSwitch);
        start.EnvironmentVariables["PruneOnBuildSharedCache"] = SharedCache ?? "";
        start.EnvironmentVariables["PruneOnBuildSharedCacheMode"] = SharedCacheMode ?? "";
        // The worker ends itself when this process is gone: a killed build does not come to Cancel.
        using (var build = Process.GetCurrentProcess())
            start.EnvironmentVariables["PRUNEONBUILD_PARENT"] = build.Id.ToString(CultureInfo.InvariantCulture);
        return start;
    }

    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, "{0}", message);

    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        // Mono's engine hands over lines of both streams at once.
        lock (_diagnostics)
        {
            File.AppendAllText(LogFile, singleLine + Environment.NewLine);
            if (WorkerDiagnostic.Parse(singleLine) is { } diagnostic)
                _diagnostics.Add(diagnostic);
            else
                Log.LogMessage(messageImportance, "{0}", singleLine);
        }
    }

    // The exit code travels in the verdict: a missed gate must not fail here, in a project that is not the user's.
    protected override bool HandleTaskExecutionErrors() => !_cancelled;

    private static void Append(CommandLineBuilder commands, string name, string value)
    {
        commands.AppendSwitch(name);
        // A separator at the end would escape the closing quote on Windows.
        commands.AppendFileNameIfNotNull(value.TrimEnd('\\', '/'));
    }

    private IEnumerable<WorkerDiagnostic> FaultsOf(int exitCode)
    {
        if (WorkerExitCode.IsRuntimeMissing(exitCode))
            yield return TaskErrors.RuntimeMissing(DotNetHost, LogFile);
        else if (!WorkerExitCode.IsKnown(exitCode))
            yield return TaskErrors.WorkerCrashed(Model, exitCode, LogFile);
        else if (exitCode != WorkerExitCode.Passed && !_diagnostics.Exists(diagnostic => diagnostic.IsError))
            yield return TaskErrors.WorkerSilent(Model, exitCode, LogFile);
    }

    private bool Repeat(RunRecord run)
    {
        Log.LogMessage(MessageImportance.Low, "Nothing has changed since an earlier run on '{0}': it is repeated without the worker.", Model);
        foreach (var line in run.Said)
            LogEventsFromTextOutput(line, StandardOutputLoggingImportance);
        return Conclude(_diagnostics);
    }

    private bool Conclude(IReadOnlyList<WorkerDiagnostic> diagnostics)
    {
        Verdict = VerdictItem.Create(Model, OutputFolder, diagnostics);
        // The words with which every project names its output: the terminal logger shows them as a link, and hides all else.
        if (!diagnostics.Any(diagnostic => diagnostic.IsError) && File.Exists(ReportFile))
            Log.LogMessage(MessageImportance.High, "PruneOnBuild -> {0}", ReportFile);
        return true;
    }
}
