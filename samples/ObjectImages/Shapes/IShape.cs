namespace ObjectImages.Shapes;

/// <summary>A region of the plane in its own coordinates: centred on the origin, reaching about 1 from it.</summary>
internal interface IShape
{
    bool Contains(Point p);
}
