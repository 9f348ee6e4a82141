using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>The header of a .npy array, format versions 1 to 3 (numpy/lib/format.py documents them).</summary>
/// <param name="Dtype">numpy's short form, such as <c>&lt;f4</c>.</param>
/// <param name="Bytes">Bytes before the first value.</param>
internal sealed partial record NpyHeader(string Dtype, bool FortranOrder, ImmutableArray<long> Dims, long Bytes)
{
    /// <summary>Reads up to the first byte of the values.</summary>
    /// <exception cref="InvalidDataException">This is no .npy array.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the header.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> preamble = stackalloc byte[8];
        stream.ReadExactly(preamble);
        if (!IsMagic(preamble))
            throw new InvalidDataException("it does not begin as a numpy array does");
        var lengthBytes = preamble[6] switch
        {
            1 => 2,
            2 or 3 => 4,
            var version => throw new InvalidDataException($"numpy format version {version} is unknown"),
        };
        Span<byte> lengthField = stackalloc byte[4];
        lengthField.Clear();
        stream.ReadExactly(lengthField[..lengthBytes]);
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(lengthField);
        if (length > 1 << 20)
            throw new InvalidDataException("its header is longer than a megabyte");
        var header = new byte[length];
        stream.ReadExactly(header);
        return Parse(System.Text.Encoding.UTF8.GetString(header), preamble.Length + lengthBytes + length);
    }

    private static bool IsMagic(ReadOnlySpan<byte> bytes) => bytes[0] == 0x93 && bytes[1..6].SequenceEqual("NUMPY"u8);

    private static NpyHeader Parse(string text, long bytes)
    {
        var shape = Shape().Match(text);
        var order = Order().Match(text);
        var dtype = Descr().Match(text);
        if (!shape.Success || !order.Success || !dtype.Success)
            throw new InvalidDataException("its header lacks descr, fortran_order or shape");
        var dims = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(dim => long.TryParse(dim.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : throw new InvalidDataException($"its header gives a dimension as '{dim}'"));
        return new NpyHeader(
            dtype.Groups[1].Success ? dtype.Groups[1].Value : dtype.Groups[2].Value, order.Groups[1].Value == "True", [.. dims], bytes);
    }

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^)]*)\)""")]
    private static partial Regex Shape();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex Order();

    // A record dtype is a list; it is kept as text for the message that refuses it.
    [GeneratedRegex("""['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[.*?\])\s*,\s*['"])""")]
    private static partial Regex Descr();
}
