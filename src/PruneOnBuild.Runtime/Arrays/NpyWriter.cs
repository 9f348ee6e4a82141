using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>Writes a float32 array as .npy, format version 1, row-major.</summary>
public static class NpyWriter
{
    private const int Preamble = 10;
    private const int Alignment = 64;

    public static void Write(string path, float[] values, int[] dims)
    {
        var shape = string.Concat(dims.Select(dim => dim.ToString(CultureInfo.InvariantCulture) + ","));
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}";
        var length = (Preamble + header.Length + 1 + Alignment - 1) / Alignment * Alignment - Preamble;
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
