using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace PruneOnBuild.Runtime.Tests;

/// <summary>Makes .npy and .npz bytes by hand, as numpy's format description has them.</summary>
internal static class Npy
{
    public static byte[] Of<T>(string dtype, T[] values, params long[] dims)
        where T : unmanaged => Bytes(dtype, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), dims);

    public static byte[] Bytes(string dtype, byte[] values, long[] dims, bool fortran = false, byte version = 1)
    {
        var shape = dims.Length == 1 ? $"({dims[0]},)" : $"({string.Join(", ", dims)})";
        var text = $"{{'descr': '{dtype}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";
        return WithHeader(text, values, version);
    }

    public static byte[] WithHeader(string text, byte[] values, byte version = 1)
    {
        var preamble = version == 1 ? 10 : 12;
        var header = Encoding.Latin1.GetBytes(text.PadRight((preamble + text.Length + 64) / 64 * 64 - preamble - 1) + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. values];
    }

    /// <summary>Writes the arrays into a zip archive, each as NAME.npy.</summary>
    public static string Zip(string path, CompressionLevel level, params (string Name, byte[] Npy)[] arrays)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, npy) in arrays)
        {
            using var entry = archive.CreateEntry($"{name}.npy", level).Open();
            entry.Write(npy);
        }

        return path;
    }

    public static string Zip(string path, params (string Name, byte[] Npy)[] arrays) => Zip(path, CompressionLevel.Fastest, arrays);
}
