using System.Collections.Immutable;

namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>A scan header (T.81, B.2.3): which components, and which part of their coefficients.</summary>
/// <param name="First">First coefficient in zigzag order; 0 is the mean of a block.</param>
/// <param name="High">Bits of these coefficients that an earlier scan gave away at the low end; 0: none was earlier.</param>
/// <param name="Low">Low bits that a later scan brings.</param>
internal sealed record JpegScan(ImmutableArray<JpegScanComponent> Components, int First, int Last, int High, int Low)
{
    /// <exception cref="InvalidDataException">Damaged, or of components or tables that are not there.</exception>
    public static JpegScan Parse(ReadOnlySpan<byte> segment, JpegFrame frame, JpegTables tables)
    {
        if (segment.Length < 1 || segment[0] is < 1 or > 4 || segment.Length != 4 + 2 * segment[0])
            throw Damaged();
        var components = ImmutableArray.CreateBuilder<JpegScanComponent>();
        for (var at = 1; at < segment.Length - 3; at += 2)
        {
            var id = segment[at];
            var component = frame.Components.FirstOrDefault(known => known.Id == id) ?? throw Damaged();
            if (components.Any(other => other.Component == component))
                throw Damaged();
            component.Steps ??= tables.Steps(component.Quantization);
            components.Add(new JpegScanComponent(component, segment[at + 1] >> 4, segment[at + 1] & 15));
        }

        var scan = new JpegScan(
            components.ToImmutable(), segment[^3], segment[^2], segment[^1] >> 4, segment[^1] & 15);
        var isWhole = scan is { First: 0, Last: 63, High: 0, Low: 0 };
        var isPart = scan.First == 0 ? scan.Last == 0 : scan.First <= scan.Last && scan.Last < 64 && components.Count == 1;
        var refines = scan.High == 0 || scan.High == scan.Low + 1;
        if (frame.IsProgressive ? !isPart || !refines || scan.Low > 13 : !isWhole)
            throw Damaged();
        return scan;
    }

    private static InvalidDataException Damaged() => new("one of its scan headers is damaged");
}
