using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>A .npy file: one array, named like the file.</summary>
internal sealed class NpyFile(string path) : IArrayFile
{
    private readonly FileStream _stream = File.OpenRead(path);

    public IReadOnlyList<string> Names { get; } = [Path.GetFileNameWithoutExtension(path)];

    public Tensor Read(string name)
    {
        _stream.Position = 0;
        return NpyArray.Read(_stream, _stream.Length, name, new SourceLocation(path));
    }

    public IStoredSamples Samples(string name) =>
        NpyArray.Samples(() => File.OpenRead(path), _stream.Length, name, new SourceLocation(path));

    public void Dispose() => _stream.Dispose();
}
