using ObjectImages.Shapes;

namespace ObjectImages.Painting;

/// <summary>
/// All that is in one image, bottom layer first: background, clutter, the object, and what covers parts of it; then the
/// camera's noise (standard deviation, of a range of 0..1).
/// </summary>
internal sealed record Scene(IReadOnlyList<Layer> Layers, double Noise)
{
    private const double Side = ImageSize.Side;

    /// <summary>Object colours lie at least this far from the background's, of at most 1.73.</summary>
    private const double LeastContrast = 0.35;

    private static readonly IShape[] Scraps =
    [
        new Polygon(new(-1, -0.3), new(0.2, -0.9), new(0.8, 0.7)),
        new Polygon(new(-1, -0.18), new(1, -0.18), new(1, 0.18), new(-1, 0.18)),
        new Polygon(new(-0.7, -0.5), new(0.6, -0.8), new(0.9, 0.4), new(-0.4, 0.7)),
        new Disc(0.8),
    ];

    public static Scene Random(RandomSource random, ObjectClass kind)
    {
        var ground = Colour.Random(random);
        var layers = new List<Layer>
        {
            new(new Everywhere(), Pose.Identity, Paint.Random(random, ground, shade: 0.5, grain: 0.3)),
        };

        for (var i = random.Whole(0, 5); i > 0; i--)
            layers.Add(Scrap(random, Anywhere(random), scale: random.Between(2, 5)));

        var scale = random.Between(6, 12.5);
        var centre = new Point(Side / 2 + random.Between(-5, 5), Side / 2 + random.Between(-5, 5));
        var pose = Pose.Random(random, centre, scale, random.Between(-0.35, 0.35), random.Between(0.88, 1.14));
        layers.Add(new(ObjectShapes.Of(kind), pose, Paint.Random(random, ColourAgainst(ground, random), shade: 0.4, grain: 0.2)));

        for (var i = random.Whole(0, 2); i > 0; i--)
        {
            var where = centre + random.Direction() * (scale * random.Between(0.3, 1.1));
            layers.Add(Scrap(random, where, scale * random.Between(0.2, 0.5)));
        }
        return new Scene(layers, Noise: random.Between(0.01, 0.09));
    }

    private static Layer Scrap(RandomSource random, Point centre, double scale)
    {
        var shape = Scraps[random.Whole(0, Scraps.Length - 1)];
        var pose = Pose.Random(random, centre, scale, random.Between(-0.5, 0.5), random.Between(0.8, 1.25));
        return new Layer(shape, pose, Paint.Random(random, Colour.Random(random), shade: 0.4, grain: 0.2));
    }

    private static Point Anywhere(RandomSource random) => new(random.Between(0, Side), random.Between(0, Side));

    private static Colour ColourAgainst(Colour ground, RandomSource random)
    {
        while (true)
        {
            var colour = Colour.Random(random);
            if (colour.DistanceTo(ground) >= LeastContrast)
                return colour;
        }
    }
}
