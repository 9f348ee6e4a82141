namespace ObjectImages.Shapes;

/// <summary>
/// A band of half circles of growing radius: those above the axis are centred on the origin, those below beside it,
/// so that each ends where the next begins. Needs no angle, hence no arc tangent.
/// </summary>
/// <param name="step">How much the radius grows with each half turn.</param>
/// <param name="halfTurns">Number of half circles.</param>
/// <param name="halfWidth">Half the width of the band.</param>
internal sealed class Spiral(double step, int halfTurns, double halfWidth) : IShape
{
    public bool Contains(Point p)
    {
        var above = p.Y < 0;
        var radius = (above ? p : p - new Point(step, 0)).Length;
        for (var turn = above ? 1 : 2; turn <= halfTurns; turn += 2)
        {
            if (Math.Abs(radius - turn * step) <= halfWidth)
                return true;
        }
        return false;
    }
}
