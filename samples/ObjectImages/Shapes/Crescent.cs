namespace ObjectImages.Shapes;

/// <summary>A disc less a second disc that lies beside its centre.</summary>
internal sealed class Crescent(double radius, double biteRadius, double biteOffset) : IShape
{
    public bool Contains(Point p)
    {
        var bite = p - new Point(biteOffset, 0);
        return Point.Dot(p, p) <= radius * radius && Point.Dot(bite, bite) > biteRadius * biteRadius;
    }
}
