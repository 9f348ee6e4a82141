using System.Text;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>Gets the policy's text off the disk, with a bound on its size.</summary>
internal static class PolicyFile
{
    /// <summary>Hundreds of times a long policy.</summary>
    public const int MostBytes = 1 << 20;

    private const string Place = "Put a prune.yaml there, or give the path of yours.";

    /// <exception cref="PruneOnBuildException">POB1001 or POB1003.</exception>
    public static string ReadText(string file)
    {
        if (Directory.Exists(file))
            throw Unreadable(file, "it is a folder", "Give the path of the prune.yaml in it.");
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MostBytes + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count <= MostBytes
                ? Decode(bytes.AsMemory(0, count), file)
                : throw new PruneOnBuildException(PolicyErrors.TooLarge(new(file), $"more than {MostBytes} bytes"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(file, "there is no such file", Place, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = Quote.Shorten(exception.Message, 200).TrimEnd('.');
            throw Unreadable(file, why, "Make the file readable for this user.", exception);
        }
    }

    private static string Decode(ReadOnlyMemory<byte> bytes, string file)
    {
        // UTF-8 unless a byte order mark says otherwise; what is neither is told, not patched up.
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), strict);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException exception)
        {
            throw Unreadable(file, "it is not UTF-8 text", "Save it as UTF-8.", exception);
        }
    }

    private static PruneOnBuildException Unreadable(string file, string why, string remedy, Exception? inner = null)
    {
        var diagnostic = PolicyErrors.Unreadable(file, why, remedy);
        return inner is null ? new(diagnostic) : new(diagnostic, inner);
    }
}
