using System.Globalization;

namespace PruneOnBuild.Runtime.Timing;

/// <summary>
/// Who holds the timing lock, told in a file beside it for those who wait. A courtesy: where it cannot be written, as beside another user's,
/// nobody is named.
/// </summary>
internal sealed class TimingHolder(string folder)
{
    private readonly string _path = Path.Combine(folder, "prune-on-build.timing.holder");

    /// <summary>The holder's process; null where it is not known.</summary>
    public int? Process
    {
        get
        {
            try
            {
                return int.TryParse(File.ReadAllText(_path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsAlive(id) ? id : null;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    public void Enter() => Tell(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

    public void Leave() => Tell("");

    private void Tell(string text)
    {
        try
        {
            File.WriteAllText(_path, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then those who wait are not told.
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
