using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Writes arrays as NumPy does.</summary>
internal sealed class NpzWriter
{
    private readonly List<(string Name, byte[] Content)> _arrays = [];

    public NpzWriter Floats(string name, int[] shape, params float[] values) => Add(name, "<f4", shape, MemoryMarshal.AsBytes(values.AsSpan()));

    public NpzWriter Longs(string name, int[] shape, params long[] values) => Add(name, "<i8", shape, MemoryMarshal.AsBytes(values.AsSpan()));

    public void Write(string path)
    {
        using var stream = File.Create(path);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, content) in _arrays)
        {
            using var entry = zip.CreateEntry(name + ".npy").Open();
            entry.Write(content);
        }
    }

    private NpzWriter Add(string name, string type, int[] shape, ReadOnlySpan<byte> values)
    {
        string dims = string.Concat(shape.Select(dim => dim.ToString(CultureInfo.InvariantCulture) + ", "));
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({dims}), }}";
        header = header.PadRight((((10 + header.Length + 1 + 63) / 64) * 64) - 10 - 1) + "\n";
        _arrays.Add((name, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. values]));
        return this;
    }
}
