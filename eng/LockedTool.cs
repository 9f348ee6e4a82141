using System;
using System.IO;
using System.Threading;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Runs a tool while holding a lock file, so that only one such tool runs at a time on this machine.</summary>
/// <remarks>The lock is an open file, not an existing one: a killed build leaves none behind.</remarks>
public class LockedTool : ToolTask
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [Required] public string LockFile { get; set; }

    [Required] public string Tool { get; set; }

    [Required] public string Arguments { get; set; }

    protected override string ToolName => Path.GetFileName(Tool);

    protected override string GenerateFullPathToTool() => Tool;

    protected override string GenerateCommandLineCommands() => Arguments;

    public override bool Execute()
    {
        using (TakeTurn())
            return base.Execute();
    }

    FileStream TakeTurn()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LockFile));
        var giveUp = DateTime.UtcNow + Patience;
        for (var first = true; ; first = false)
        {
            try
            {
                return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < giveUp)
            {
                if (first)
                    Log.LogMessage(MessageImportance.High, "Another build is fetching ONNX Runtime; waiting for it ({0}).", LockFile);
                Thread.Sleep(200);
            }
        }
    }

    // The tool is MSBuild too and ends its errors with its own project; the outer build adds one again.
    protected override void LogEventsFromTextOutput(string line, MessageImportance importance)
    {
        var tail = line.LastIndexOf(" [", StringComparison.Ordinal);
        base.LogEventsFromTextOutput(tail > 0 && line.EndsWith("]", StringComparison.Ordinal) ? line.Substring(0, tail) : line, importance);
    }
}
