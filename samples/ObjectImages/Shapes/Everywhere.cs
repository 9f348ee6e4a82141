namespace ObjectImages.Shapes;

/// <summary>The whole plane: what a background fills.</summary>
internal sealed class Everywhere : IShape
{
    public bool Contains(Point p) => true;
}
