namespace ObjectImages.Shapes;

/// <summary>The outline of each object class, upright; pose is added when an image is drawn.</summary>
internal static class ObjectShapes
{
    public static IShape Of(ObjectClass kind) => kind switch
    {
        ObjectClass.Ball => new Disc(0.88),
        ObjectClass.Ring => new Ring(inner: 0.48, outer: 0.92),
        ObjectClass.Box => new Polygon(new(-0.78, -0.78), new(0.78, -0.78), new(0.78, 0.78), new(-0.78, 0.78)),
        ObjectClass.Triangle => new Polygon(new(0, -1), new(0.8660254037844386, 0.5), new(-0.8660254037844386, 0.5)),
        ObjectClass.Star => Star(inner: 0.42),
        ObjectClass.Cross => new Cross(reach: 0.95, halfWidth: 0.28),
        ObjectClass.Crescent => new Crescent(radius: 0.95, biteRadius: 0.8, biteOffset: 0.45),
        ObjectClass.Arrow => new Polygon(
            new(-1, -0.22), new(0.15, -0.22), new(0.15, -0.7), new(1, 0), new(0.15, 0.7), new(0.15, 0.22), new(-1, 0.22)),
        ObjectClass.House => new Polygon(
            new(0, -1), new(0.85, -0.2), new(0.6, -0.2), new(0.6, 0.85), new(-0.6, 0.85), new(-0.6, -0.2), new(-0.85, -0.2)),
        ObjectClass.Spiral => new Spiral(step: 0.26, halfTurns: 4, halfWidth: 0.115),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not one of the ten object classes."),
    };

    private static Polygon Star(double inner)
    {
        // Sine and cosine of multiples of 36 degrees, as literals: the same bits everywhere.
        Point[] decagon =
        [
            new(0, -1), new(0.5877852522924731, -0.8090169943749475), new(0.9510565162951535, -0.3090169943749474),
            new(0.9510565162951535, 0.3090169943749474), new(0.5877852522924731, 0.8090169943749475), new(0, 1),
            new(-0.5877852522924731, 0.8090169943749475), new(-0.9510565162951535, 0.3090169943749474),
            new(-0.9510565162951535, -0.3090169943749474), new(-0.5877852522924731, -0.8090169943749475),
        ];
        return new Polygon([.. decagon.Select((corner, i) => i % 2 == 0 ? corner : corner * inner)]);
    }
}
