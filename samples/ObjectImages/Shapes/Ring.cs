namespace ObjectImages.Shapes;

internal sealed class Ring(double inner, double outer) : IShape
{
    public bool Contains(Point p) => Point.Dot(p, p) is var square && square >= inner * inner && square <= outer * outer;
}
