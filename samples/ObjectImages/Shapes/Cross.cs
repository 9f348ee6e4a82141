namespace ObjectImages.Shapes;

/// <summary>Two bars at a right angle through the origin.</summary>
internal sealed class Cross(double reach, double halfWidth) : IShape
{
    public bool Contains(Point p)
    {
        var (x, y) = (Math.Abs(p.X), Math.Abs(p.Y));
        return Math.Max(x, y) <= reach && Math.Min(x, y) <= halfWidth;
    }
}
