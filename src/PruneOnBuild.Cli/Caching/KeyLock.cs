namespace PruneOnBuild.Cli.Caching;

/// <summary>
/// One process at a time, by an exclusively opened file: the operating system releases it when the process ends, however it ends.
/// The empty file stays, because deleting a lock file that another process has just opened would give two owners.
/// </summary>
internal sealed class KeyLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private KeyLock(FileStream file) => _file = file;

    /// <param name="waiting">Called once when another process has its turn.</param>
    public static KeyLock Wait(string path, Action waiting)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (bool told = false; ; Thread.Sleep(Pause))
        {
            try
            {
                return new KeyLock(File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException failure) when (IsHeldByAnother(failure))
            {
                if (!told)
                {
                    waiting();
                    told = true;
                }
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// A sharing violation on Windows, EWOULDBLOCK (11 on Linux, 35 on macOS) elsewhere; a full disk must not look like a held
    /// lock.
    /// </summary>
    private static bool IsHeldByAnother(IOException failure) =>
        Path.DirectorySeparatorChar == '\\' ? (failure.HResult & 0xFFFF) is 32 or 33 : failure.HResult is 11 or 35;
}
