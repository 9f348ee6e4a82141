namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>The bits of a scan: 0xFF is followed by a stuffed zero, and any other byte after it is a marker, which ends the bits.</summary>
internal sealed class JpegBits(byte[] file, int start)
{
    private ulong _buffer;
    private int _count;

    /// <summary>Where the next byte lies: after a scan, its marker.</summary>
    public int Position { get; private set; } = start;

    /// <summary>The next 16 bits; zeros where there are no more.</summary>
    public int Peek16()
    {
        Fill();
        return (int)(_count >= 16 ? _buffer >> (_count - 16) : _buffer << (16 - _count)) & 0xFFFF;
    }

    /// <exception cref="InvalidDataException">There are fewer bits.</exception>
    public void Skip(int bits)
    {
        if (bits > _count)
            throw new InvalidDataException("its pixels end too early");
        _count -= bits;
        _buffer &= (1ul << _count) - 1;
    }

    /// <exception cref="InvalidDataException">There are fewer bits.</exception>
    public int Read(int bits)
    {
        if (bits == 0)
            return 0;
        var value = Peek16() >> (16 - bits);
        Skip(bits);
        return value;
    }

    /// <summary>A value of so many bits; those that begin with 0 are negative (T.81, F.2.2.1).</summary>
    public int Signed(int bits)
    {
        if (bits > 15)
            throw new InvalidDataException("its pixels are damaged");
        var value = Read(bits);
        return bits > 0 && value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /// <summary>Goes on after the restart marker that lies here.</summary>
    /// <exception cref="InvalidDataException">None lies here.</exception>
    public void Restart()
    {
        (_buffer, _count) = (0, 0);
        while (Position + 1 < file.Length && file[Position] == 0xFF && file[Position + 1] == 0xFF)
            Position++;
        if (Position + 1 >= file.Length || file[Position] != 0xFF || file[Position + 1] is < 0xD0 or > 0xD7)
            throw new InvalidDataException("one of its restart markers is missing");
        Position += 2;
    }

    private void Fill()
    {
        while (_count <= 48 && Position < file.Length)
        {
            var value = file[Position];
            if (value == 0xFF)
            {
                if (Position + 1 >= file.Length || file[Position + 1] != 0)
                    return;
                Position++;
            }

            Position++;
            _buffer = (_buffer << 8) | value;
            _count += 8;
        }
    }
}
