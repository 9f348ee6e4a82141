namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>Walks over the blocks of a scan: units of all its components in turn, or the blocks of its only one.</summary>
internal static class JpegScanReader
{
    /// <param name="restart">Units between restart markers; 0: there are none.</param>
    /// <returns>Where the scan ends.</returns>
    /// <exception cref="InvalidDataException">The scan is damaged or cut short.</exception>
    public static int Read(byte[] file, int start, JpegFrame frame, JpegScan scan, JpegTables tables, int restart)
    {
        var bits = new JpegBits(file, start);
        var blocks = new BlockReader(bits, scan, tables, frame.IsProgressive);
        var single = scan.Components.Length == 1 ? scan.Components[0] : null;
        var (wide, high) = single is null
            ? (frame.UnitsWide, frame.UnitsHigh)
            : (single.Component.BlocksWide, single.Component.BlocksHigh);
        for (var unit = 0; unit < wide * high; unit++)
        {
            if (restart > 0 && unit > 0 && unit % restart == 0)
            {
                bits.Restart();
                blocks.Restart();
            }

            var (row, column) = (unit / wide, unit % wide);
            if (single is not null)
            {
                blocks.Read(single, single.Component.Block(row, column));
                continue;
            }

            foreach (var part in scan.Components)
                for (var y = 0; y < part.Component.Vertical; y++)
                    for (var x = 0; x < part.Component.Horizontal; x++)
                        blocks.Read(part, part.Component.Block(row * part.Component.Vertical + y, column * part.Component.Horizontal + x));
        }

        return bits.Position;
    }
}
