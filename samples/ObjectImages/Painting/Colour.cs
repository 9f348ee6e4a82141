namespace ObjectImages.Painting;

/// <summary>Red, green and blue, each nominally in 0..1; sums and shades may leave that range until quantised.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static Colour Random(RandomSource random) => new(random.Next(), random.Next(), random.Next());

    public double DistanceTo(Colour other)
    {
        var (r, g, b) = (Red - other.Red, Green - other.Green, Blue - other.Blue);
        return Math.Sqrt(r * r + g * g + b * b);
    }

    public static Colour operator +(Colour a, Colour b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    public static Colour operator +(Colour a, double light) => new(a.Red + light, a.Green + light, a.Blue + light);

    public static Colour operator *(Colour a, double factor) => new(a.Red * factor, a.Green * factor, a.Blue * factor);
}
