using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ObjectImages.Npz;

/// <summary>NumPy's array file, version 1.0: magic, header as a Python dictionary, raw little-endian values.</summary>
internal static class Npy
{
    private const int Alignment = 64;

    public static byte[] Of(byte[] values, int[] shape) => [.. Header("|u1", shape), .. values];

    public static byte[] Of(long[] values)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The .npy writer copies memory and needs a little-endian machine.");
        return [.. Header("<i8", [values.Length]), .. MemoryMarshal.AsBytes(values)];
    }

    private static byte[] Header(string type, int[] shape)
    {
        var sizes = string.Join(", ", shape.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        if (shape.Length == 1)
            sizes += ","; // Python's tuple of one
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes}), }}";
        // Magic, version and length take 10 bytes; the values begin on a multiple of 64, after a line feed.
        var padded = text.PadRight((text.Length + 1 + 10 + Alignment - 1) / Alignment * Alignment - 10 - 1) + "\n";
        return
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)(padded.Length & 0xFF), (byte)(padded.Length >> 8),
            .. Encoding.ASCII.GetBytes(padded),
        ];
    }
}
