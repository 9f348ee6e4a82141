using System.Text;

namespace PruneOnBuild.Tasks.Runs;

/// <summary>
/// An entry of the worker's cache that the task writes and reads: texts and, written last, <c>seal.txt</c> with their hashes. The worker removes
/// entries whose seal has not been touched for long, and folders under <c>temp</c> that nobody finished.
/// </summary>
internal static class SealedFolder
{
    private const string Seal = "seal.txt";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Names and texts; null where the entry is not as it was written, or there is none.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Seal)))
            return null;
        var texts = new Dictionary<string, string>();
        foreach (var line in File.ReadAllLines(Path.Combine(folder, Seal)))
        {
            var name = line.Substring(line.IndexOf(' ') + 1);
            if (Path.GetFileName(name) != name || !File.Exists(Path.Combine(folder, name)))
                return null;
            var bytes = File.ReadAllBytes(Path.Combine(folder, name));
            if (line != Line(bytes, name))
                return null;
            texts.Add(name, s_utf8.GetString(bytes));
        }
        Touch(folder);
        return texts;
    }

    /// <summary>The entry appears whole or not at all, and takes an older one's place.</summary>
    public static void Write(string cache, string folder, IReadOnlyDictionary<string, string> texts)
    {
        var temporary = Path.Combine(cache, "temp", Guid.NewGuid().ToString("N"));
        var made = Path.Combine(temporary, "made");
        Directory.CreateDirectory(made);
        try
        {
            List<string> seal = [];
            foreach (var (name, bytes) in texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => (text.Key, s_utf8.GetBytes(text.Value))))
            {
                File.WriteAllBytes(Path.Combine(made, name), bytes);
                seal.Add(Line(bytes, name));
            }
            File.WriteAllLines(Path.Combine(made, Seal), seal);
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            if (Directory.Exists(folder))
                Directory.Move(folder, Path.Combine(temporary, "older"));
            Directory.Move(made, folder);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Says that the entry is in use.</summary>
    public static void Touch(string folder)
    {
        try
        {
            File.SetLastWriteTimeUtc(Path.Combine(folder, Seal), DateTime.UtcNow);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A cache that can only be read is good enough to read.
        }
    }

    private static string Line(byte[] bytes, string name) => $"{Contents.OfBytes(bytes)} {name}";
}
