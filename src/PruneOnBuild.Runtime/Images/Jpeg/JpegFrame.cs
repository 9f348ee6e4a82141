using System.Buffers.Binary;
using System.Collections.Immutable;

namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>The frame header (T.81, B.2.2): size and components.</summary>
internal sealed record JpegFrame(int Width, int Height, bool IsProgressive, ImmutableArray<JpegComponent> Components)
{
    private const int FixedLength = 6;

    // The mean of each block takes a code of its own, in progressive files too, and no code is shorter than a bit.
    private const long MostBlocksPerByte = 8;

    public int MostHorizontal => Components.Max(component => component.Horizontal);

    public int MostVertical => Components.Max(component => component.Vertical);

    /// <summary>Units of a scan of all components, each 8 samples times the largest sampling factor wide.</summary>
    public int UnitsWide => (Width + 8 * MostHorizontal - 1) / (8 * MostHorizontal);

    public int UnitsHigh => (Height + 8 * MostVertical - 1) / (8 * MostVertical);

    /// <param name="fileLength">Bytes of the whole file, which bound what is believed.</param>
    /// <exception cref="InvalidDataException">Damaged, too large, or of a kind that is not read.</exception>
    public static JpegFrame Parse(ReadOnlySpan<byte> segment, bool isProgressive, long fileLength)
    {
        if (segment.Length < FixedLength || segment.Length != FixedLength + 3 * segment[5])
            throw new InvalidDataException("its frame header is damaged");
        if (segment[0] != 8)
            throw new InvalidDataException($"it has {segment[0]} bits per value, and only 8 are read");
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        PictureFile.RequireSize(width, height);
        if (segment[5] is not (1 or 3))
            throw new InvalidDataException($"it has {segment[5]} components, and only gray and three colours are read");
        var components = ImmutableArray.CreateBuilder<JpegComponent>();
        for (var at = FixedLength; at < segment.Length; at += 3)
            components.Add(new JpegComponent(segment[at], segment[at + 1] >> 4, segment[at + 1] & 15, segment[at + 2]));
        if (components.Any(component => component.Horizontal is < 1 or > 4 || component.Vertical is < 1 or > 4 || component.Quantization > 3))
            throw new InvalidDataException("its frame header is damaged");
        // A single component is stored block by block, whatever its factors say.
        if (components.Count == 1)
            components[0] = new JpegComponent(components[0].Id, 1, 1, components[0].Quantization);
        var frame = new JpegFrame(width, height, isProgressive, components.ToImmutable());
        var blocks = frame.Components.Sum(component => component.Horizontal * component.Vertical);
        if ((long)frame.UnitsWide * frame.UnitsHigh * blocks > fileLength * MostBlocksPerByte)
            throw new InvalidDataException("it has too few bytes for its size");
        foreach (var component in frame.Components)
            component.Allocate(frame);
        return frame;
    }
}
