using static System.FormattableString;

namespace PruneOnBuild.Runtime.Timing;

/// <summary>
/// Held by one process of the machine at a time while it times models, so that parallel builds do not time each other. A lock on a file in
/// the folder for temporary files: the system frees it when its holder ends, however it ends.
/// </summary>
public sealed class TimingLock : IDisposable
{
    /// <summary>The environment variable that names a file to which every holder adds a line: its process, from and to, in ticks of this machine.</summary>
    public const string LogVariable = "PRUNEONBUILD_TIMING_LOG";

    private const string FileName = "prune-on-build.timing.lock";
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _stream;
    private readonly TimingHolder _holder;
    private readonly long _from = TimeProvider.System.GetTimestamp();

    private TimingLock(FileStream stream, TimingHolder holder, TimeSpan waited)
    {
        (_stream, _holder, Waited) = (stream, holder, waited);
        _holder.Enter();
    }

    /// <summary>How long this process waited for others.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Waits until no other process holds the lock.</summary>
    /// <param name="say">Told once when it has to wait.</param>
    /// <param name="folder">Null: the machine's folder for temporary files.</param>
    public static TimingLock Acquire(Action<string>? say = null, string? folder = null)
    {
        folder ??= Path.GetTempPath();
        var path = Path.Combine(folder, FileName);
        var holder = new TimingHolder(folder);
        var start = TimeProvider.System.GetTimestamp();
        for (var waits = 0; ; waits++)
        {
            if (TryOpen(path) is { } stream)
                return new TimingLock(stream, holder, TimeProvider.System.GetElapsedTime(start));
            if (waits == 0)
                say?.Invoke(Waiting(holder.Process));
            Thread.Sleep(s_poll);
        }
    }

    public void Dispose()
    {
        var to = TimeProvider.System.GetTimestamp();
        if (Environment.GetEnvironmentVariable(LogVariable) is { Length: > 0 } log)
            File.AppendAllText(log, Invariant($"{Environment.ProcessId} {_from} {to}\n"));
        _holder.Leave();
        _stream.Dispose();
    }

    private static string Waiting(int? holder) =>
        Invariant($"Process {Environment.ProcessId} waits for {(holder is { } process ? Invariant($"process {process}") : "another build")} ") +
        "on this machine to finish timing its models.";

    // The file stays: deleting it would let two processes hold locks on two files of one name. It is opened for reading alone, because
    // another user may have created it.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            if (!File.Exists(path))
                File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
