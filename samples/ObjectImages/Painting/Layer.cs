using ObjectImages.Shapes;

namespace ObjectImages.Painting;

/// <summary>A shape in its place with its paint; later layers cover earlier ones.</summary>
internal sealed record Layer(IShape Shape, Pose Pose, Paint Paint)
{
    public bool Covers(Point pixel) => Shape.Contains(Pose.ToShape(pixel));
}
