namespace ObjectImages.Shapes;

internal sealed class Disc(double radius) : IShape
{
    public bool Contains(Point p) => Point.Dot(p, p) <= radius * radius;
}
