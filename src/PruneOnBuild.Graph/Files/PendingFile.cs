using System.Text.RegularExpressions;

namespace PruneOnBuild.Graph.Files;

/// <summary>
/// A file that appears whole or not at all: written under a temporary name beside its target, flushed to the disk, then renamed.
/// Disposed without a commit, it leaves no trace. Errors are those of the file system.
/// </summary>
public sealed partial class PendingFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private readonly string _previous;
    private readonly FileStream _content;

    public PendingFile(string target)
    {
        _target = Path.GetFullPath(target);
        if (Directory.Exists(_target)) throw new IOException($"'{_target}' is a folder.");
        var unique = Guid.NewGuid().ToString("n");
        _temporary = $"{_target}.{unique}.tmp";
        _previous = $"{_target}.{unique}.previous";
        _content = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <summary>Where the new content goes.</summary>
    public Stream Content => _content;

    /// <summary>Replaces the target.</summary>
    public void Commit()
    {
        Close();
        File.Move(_temporary, _target, overwrite: true);
    }

    /// <summary>Replaces both targets; where the second cannot be replaced, the first is as it was before.</summary>
    public static void CommitBoth(PendingFile first, PendingFile second)
    {
        first.Close();
        second.Close();
        if (File.Exists(first._target)) File.Move(first._target, first._previous);
        try
        {
            File.Move(first._temporary, first._target);
            File.Move(second._temporary, second._target, overwrite: true);
        }
        catch
        {
            first.Restore();
            throw;
        }
        File.Delete(first._previous);
    }

    /// <summary>The error's words, with the target's name where they have the temporary one.</summary>
    public static string Reason(Exception exception) => TemporaryName().Replace(exception.Message, "");

    public void Dispose()
    {
        try
        {
            _content.Dispose();
        }
        finally
        {
            File.Delete(_temporary);
        }
    }

    private void Close()
    {
        _content.Flush(flushToDisk: true);
        _content.Dispose();
    }

    private void Restore()
    {
        if (File.Exists(_previous)) File.Move(_previous, _target, overwrite: true);
        else File.Delete(_target);
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.(tmp|previous)\b")]
    private static partial Regex TemporaryName();
}
