namespace ObjectImages;

/// <summary>A point or vector of the plane; y points down, as rows of an image do.</summary>
internal readonly record struct Point(double X, double Y)
{
    public double Length => Math.Sqrt(X * X + Y * Y);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(Point a, double factor) => new(a.X * factor, a.Y * factor);

    public static double Dot(Point a, Point b) => a.X * b.X + a.Y * b.Y;
}
