using System.IO.Compression;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>A .npz file: a zip archive of .npy members, stored or deflated.</summary>
internal sealed class NpzFile : IArrayFile
{
    private const string Extension = ".npy";

    private readonly string _path;
    private readonly SourceLocation _file;
    private readonly ZipArchive _archive;

    public NpzFile(string path)
    {
        _path = path;
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

    public Tensor Read(string name) =>
        Checked(name, entry =>
        {
            using var stream = entry.Open();
            return NpyArray.Read(stream, entry.Length, name, _file);
        });

    public IStoredSamples Samples(string name) => Checked(name, entry => NpyArray.Samples(() => Member(name), entry.Length, name, _file));

    public void Dispose() => _archive.Dispose();

    private T Checked<T>(string name, Func<ZipArchiveEntry, T> read)
    {
        var entry = _archive.Entries.First(entry => entry.FullName == name + Extension);
        try
        {
            return read(entry);
        }
        catch (InvalidDataException error)
        {
            throw RuntimeErrors.DataUnreadable(_file, $"member '{entry.FullName}' is damaged", error);
        }
    }

    // The archive is closed with the stream of its member.
    private OwningStream Member(string name)
    {
        var archive = ZipFile.OpenRead(_path);
        return new OwningStream(archive.Entries.First(entry => entry.FullName == name + Extension).Open(), archive);
    }

    private static bool IsArray(ZipArchiveEntry entry) => entry.FullName.EndsWith(Extension, StringComparison.Ordinal);
}
