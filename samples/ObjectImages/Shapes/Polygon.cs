namespace ObjectImages.Shapes;

/// <summary>The inside of a closed line through the corners, by the even-odd rule.</summary>
internal sealed class Polygon(params Point[] corners) : IShape
{
    public bool Contains(Point p)
    {
        var inside = false;
        var from = corners[^1];
        foreach (var to in corners)
        {
            // A ray to the right crosses the edge if the edge spans the ray's height and meets it beyond p.
            if ((from.Y > p.Y) != (to.Y > p.Y) && p.X < from.X + (to.X - from.X) * (p.Y - from.Y) / (to.Y - from.Y))
                inside = !inside;
            from = to;
        }
        return inside;
    }
}
