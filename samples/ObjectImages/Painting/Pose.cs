namespace ObjectImages.Painting;

/// <summary>
/// Where and how a shape lies in the image: the affine map from image coordinates (pixels) to the shape's own.
/// </summary>
internal readonly record struct Pose(Point Centre, Point XAxis, Point YAxis)
{
    public static Pose Identity { get; } = new(default, new(1, 0), new(0, 1));

    /// <summary>
    /// Turned at random, <paramref name="scale"/> pixels to the shape's unit, sheared, and stretched along one axis by
    /// <paramref name="stretch"/>.
    /// </summary>
    public static Pose Random(RandomSource random, Point centre, double scale, double shear, double stretch)
    {
        var across = random.Direction() * (1 / (scale * stretch));
        var down = new Point(-across.Y, across.X) * (stretch * stretch * (random.Chance(0.5) ? 1 : -1));
        return new Pose(centre, across + down * shear, down);
    }

    public Point ToShape(Point pixel)
    {
        var offset = pixel - Centre;
        return new Point(Point.Dot(offset, XAxis), Point.Dot(offset, YAxis));
    }
}
