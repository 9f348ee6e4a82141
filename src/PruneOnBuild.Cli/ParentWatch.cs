using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PruneOnBuild.Gates.Programs;

namespace PruneOnBuild.Cli;

/// <summary>
/// Ends this process, and the user's programs that it runs, within half a second when the one that asked for it is gone: a build that is killed
/// cannot end its worker itself. The cache and the output folder bear a death at any moment.
/// </summary>
internal static partial class ParentWatch
{
    /// <summary>The environment variable that names the process to watch; whoever starts the worker sets it, and the worker for its own children.</summary>
    private const string Variable = "PRUNEONBUILD_PARENT";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public static void Start()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out int parent))
            new Thread(() => EndWith(parent)) { IsBackground = true, Name = nameof(ParentWatch) }.Start();
    }

    private static void EndWith(int parent)
    {
        for (var isAlive = Watch(parent); isAlive(); Thread.Sleep(s_pause))
        {
        }
        RunningPrograms.Kill();
        // Not Environment.Exit, which waits for native threads that may be at work for minutes.
        Process.GetCurrentProcess().Kill();
    }

    private static Func<bool> Watch(int parent)
    {
        // The system gives an orphan another parent at once, while a dead process may keep its number until somebody asks how it ended.
        if (!OperatingSystem.IsWindows() && GetParent() == parent)
            return () => GetParent() == parent;
        try
        {
            var process = Process.GetProcessById(parent);
            return () => !process.HasExited;
        }
        catch (ArgumentException)
        {
            return () => false;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
