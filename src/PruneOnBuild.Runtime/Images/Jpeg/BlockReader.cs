namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>
/// Reads the coefficients of one block after the other: whole blocks (T.81, F.2.2), or the part that a scan of a progressive file brings
/// (T.81, G.1.2).
/// </summary>
internal sealed class BlockReader(JpegBits bits, JpegScan scan, JpegTables tables, bool isProgressive)
{
    private readonly Dictionary<JpegComponent, int> _means = [];

    // Blocks that have no more non-zero coefficients in this scan.
    private int _emptyBlocks;

    public void Restart()
    {
        _means.Clear();
        _emptyBlocks = 0;
    }

    public void Read(JpegScanComponent part, Span<short> block)
    {
        if (!isProgressive)
        {
            block[0] = (short)Mean(part);
            Others(part, block);
        }
        else if (scan.First == 0)
        {
            if (scan.High == 0)
                block[0] = (short)(Mean(part) << scan.Low);
            else if (bits.Read(1) == 1)
                block[0] |= (short)(1 << scan.Low);
        }
        else if (scan.High == 0)
        {
            FirstOthers(part, block);
        }
        else
        {
            RefineOthers(part, block);
        }
    }

    private int Mean(JpegScanComponent part)
    {
        var mean = _means.GetValueOrDefault(part.Component) + bits.Signed(tables.Means(part.DcTable).Decode(bits));
        return _means[part.Component] = mean;
    }

    private void Others(JpegScanComponent part, Span<short> block)
    {
        var table = tables.Others(part.AcTable);
        for (var index = 1; index < JpegComponent.BlockSize; index++)
        {
            var symbol = table.Decode(bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros < 15)
                return;
            index += zeros;
            Require(index);
            block[Zigzag.Order[index]] = (short)bits.Signed(size);
        }
    }

    private void FirstOthers(JpegScanComponent part, Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        var table = tables.Others(part.AcTable);
        for (var index = scan.First; index <= scan.Last; index++)
        {
            var symbol = table.Decode(bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros < 15)
            {
                _emptyBlocks = (1 << zeros) - 1 + bits.Read(zeros);
                return;
            }

            index += zeros;
            Require(index);
            block[Zigzag.Order[index]] = (short)(bits.Signed(size) << scan.Low);
        }
    }

    private void RefineOthers(JpegScanComponent part, Span<short> block)
    {
        var index = scan.First;
        if (_emptyBlocks == 0)
        {
            var table = tables.Others(part.AcTable);
            for (; index <= scan.Last; index++)
            {
                var symbol = table.Decode(bits);
                var (zeros, size) = (symbol >> 4, symbol & 15);
                if (size == 0 && zeros < 15)
                {
                    _emptyBlocks = (1 << zeros) + bits.Read(zeros);
                    break;
                }

                // A new coefficient of one bit, after so many that stay zero; those that are not zero get their next bit on the way.
                var value = size == 0 ? 0 : bits.Read(1) == 1 ? 1 << scan.Low : -1 << scan.Low;
                index = Refine(block, index, zeros);
                if (value == 0)
                    continue;
                Require(index);
                block[Zigzag.Order[index]] = (short)value;
            }
        }

        if (_emptyBlocks > 0)
        {
            Refine(block, index, int.MaxValue);
            _emptyBlocks--;
        }
    }

    /// <summary>Gives coefficients that are not zero their next bit, up to the zero that comes after <paramref name="zeros"/> others.</summary>
    /// <returns>The index of that zero, or one past the last.</returns>
    private int Refine(Span<short> block, int index, int zeros)
    {
        for (; index <= scan.Last; index++)
        {
            ref var value = ref block[Zigzag.Order[index]];
            if (value == 0)
            {
                if (zeros-- == 0)
                    break;
            }
            else if (bits.Read(1) == 1 && (value & (1 << scan.Low)) == 0)
            {
                value += (short)(value > 0 ? 1 << scan.Low : -1 << scan.Low);
            }
        }

        return index;
    }

    private static void Require(int index)
    {
        if (index >= JpegComponent.BlockSize)
            throw new InvalidDataException("its pixels are damaged");
    }
}
