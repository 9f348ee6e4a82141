using System.IO.Compression;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>A .npz file: a zip archive of .npy members, stored or deflated.</summary>
internal sealed class NpzFile : IArrayFile
{
    private const string Extension = ".npy";

    private readonly SourceLocation _file;
    private readonly ZipArchive _archive;

    public NpzFile(string path)
    {
        _file = new SourceLocation(path);
        try
        {
            _archive = ZipFile.OpenRead(path);
            Names = [.. _archive.Entries.Where(IsArray).Select(entry => entry.FullName[..^Extension.Length])];
        }
        catch (InvalidDataException error)
        {
            throw RuntimeErrors.DataUnreadable(_file, "it is no complete zip archive, as .npz files are", error);
        }
    }

    public IReadOnlyList<string> Names { get; }

    public Tensor Read(string name)
    {
        var entry = _archive.Entries.First(entry => entry.FullName == name + Extension);
        try
        {
            using var stream = entry.Open();
            return NpyArray.Read(stream, entry.Length, name, _file);
        }
        catch (InvalidDataException error)
        {
            throw RuntimeErrors.DataUnreadable(_file, $"member '{entry.FullName}' is damaged", error);
        }
    }

    public void Dispose() => _archive.Dispose();

    private static bool IsArray(ZipArchiveEntry entry) => entry.FullName.EndsWith(Extension, StringComparison.Ordinal);
}
