using System.Globalization;
using System.Text;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>
/// The files of one entry in one file: lines that say what it is, whose it is and which files follow, an empty line, and the files' bytes as they
/// are. Nothing is compressed, so it holds no more than it weighs; equal entries give equal bytes.
/// </summary>
internal static class EntryArchive
{
    private const string Form = "prune-on-build entry 1";

    private const int MostHeaderBytes = 1 << 16;

    // Refused on every system, not only on Windows, because an archive written here may be read there.
    private const string NotInNames = "/\\:*?\"<>|";

    /// <exception cref="InvalidDataException">A file's name would not do on every system.</exception>
    public static void Write(string folder, EntryKey key, string archive)
    {
        FileInfo[] files = [.. EntrySeal.FilesOf(folder).Select(path => new FileInfo(path))];
        var header = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Form}\n{key}\n");
        foreach (var file in files)
            header.Append(CultureInfo.InvariantCulture, $"{file.Length} {Plain(file.Name)}\n");
        using var output = File.Create(archive);
        output.Write(Encoding.UTF8.GetBytes(header.Append('\n').ToString()));
        foreach (var file in files)
        {
            using var content = file.OpenRead();
            content.CopyTo(output);
        }
    }

    /// <summary>Writes the files into an empty folder. What is not exactly as <see cref="Write"/> makes it is refused.</summary>
    /// <exception cref="InvalidDataException">Names what is wrong.</exception>
    public static void Read(string archive, EntryKey key, string folder)
    {
        using var input = File.OpenRead(archive);
        string[] lines = Header(input);
        if (lines.Length < 2 || lines[0] != Form)
            throw new InvalidDataException("it is no archive of this version");
        if (lines[1] != key.ToString())
            throw new InvalidDataException($"it holds '{lines[1]}'");
        (string Name, long Length)[] files = [.. lines.Skip(2).Select(FileOf)];
        if (files.Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != files.Length)
            throw new InvalidDataException("it names a file twice");
        // Compared one by one, because a sum of hostile lengths could overflow.
        long left = input.Length - input.Position;
        foreach (var (_, length) in files)
            left = length <= left ? left - length : throw new InvalidDataException("it is cut off");
        if (left != 0)
            throw new InvalidDataException("more follows its files");
        foreach (var (name, length) in files)
            Copy(input, length, Path.Combine(folder, name));
    }

    private static string[] Header(FileStream input)
    {
        var header = new List<byte>();
        while (header is not [.., (byte)'\n', (byte)'\n'])
        {
            int next = header.Count < MostHeaderBytes ? input.ReadByte() : -1;
            if (next < 0)
                throw new InvalidDataException("its header does not end");
            header.Add((byte)next);
        }
        return Encoding.UTF8.GetString([.. header]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (string Name, long Length) FileOf(string line)
    {
        string[] words = line.Split(' ', 2);
        if (words.Length != 2 || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            throw new InvalidDataException("its header is not readable");
        return (Plain(words[1]), length);
    }

    /// <summary>The name, if it is that of a file in the folder itself on every system.</summary>
    private static string Plain(string name)
    {
        // A dot or blank at the end goes on Windows, and "..", which must not leave the folder, ends in one.
        bool isPlain = name.Length > 0 && name[^1] is not ('.' or ' ') && !EntrySeal.IsSeal(name)
            && !name.Any(character => char.IsControl(character) || NotInNames.Contains(character));
        return isPlain ? name : throw new InvalidDataException("a name in it is none of a file in its own folder");
    }

    private static void Copy(Stream input, long length, string path)
    {
        using var file = File.Create(path);
        var buffer = new byte[1 << 16];
        while (length > 0)
        {
            int count = (int)Math.Min(length, buffer.Length);
            input.ReadExactly(buffer, 0, count);
            file.Write(buffer, 0, count);
            length -= count;
        }
    }
}
