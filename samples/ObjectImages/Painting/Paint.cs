namespace ObjectImages.Painting;

/// <summary>
/// A colour that shades along a direction and carries a mottled texture: value noise on a lattice, interpolated
/// linearly.
/// </summary>
/// <param name="Base">The colour at the image's centre.</param>
/// <param name="Shade">Change of lightness per pixel, along x and y.</param>
/// <param name="Grain">Half the range of the texture's lightness.</param>
/// <param name="Cell">Size of the texture's lattice, in pixels.</param>
/// <param name="Salt">Makes each texture its own.</param>
internal sealed record Paint(Colour Base, Point Shade, double Grain, double Cell, ulong Salt)
{
    private static readonly Point Middle = new(ImageSize.Side / 2.0, ImageSize.Side / 2.0);

    public static Paint Random(RandomSource random, Colour colour, double shade, double grain) => new(
        colour,
        random.Direction() * (random.Between(0, shade) / ImageSize.Side),
        random.Between(0, grain),
        random.Between(1.5, 7),
        random.NextBits());

    public Colour At(Point pixel) => Base + (Point.Dot(pixel - Middle, Shade) + Grain * Texture(pixel * (1 / Cell)));

    private double Texture(Point p)
    {
        var (left, top) = (Math.Floor(p.X), Math.Floor(p.Y));
        var (right, down) = (p.X - left, p.Y - top);
        var (column, row) = ((int)left, (int)top);
        var upper = Lattice(column, row) * (1 - right) + Lattice(column + 1, row) * right;
        var lower = Lattice(column, row + 1) * (1 - right) + Lattice(column + 1, row + 1) * right;
        return upper * (1 - down) + lower * down;
    }

    /// <summary>A fixed random number in [-1, 1) for each lattice point.</summary>
    private double Lattice(int column, int row)
    {
        unchecked
        {
            var z = Salt ^ ((ulong)(uint)column << 32 | (uint)row);
            z = (z ^ (z >> 33)) * 0xFF51AFD7ED558CCD;
            z = (z ^ (z >> 33)) * 0xC4CEB9FE1A85EC53;
            z ^= z >> 33;
            return (z >> 11) * (2.0 / (1UL << 53)) - 1;
        }
    }
}
