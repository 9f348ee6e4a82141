namespace ObjectImages.Painting;

/// <summary>Turns a scene into bytes; edges are smoothed by averaging 3x3 points in each pixel.</summary>
internal static class Painter
{
    private const int Points = 3;

    public static void Draw(Scene scene, RandomSource random, Span<byte> image)
    {
        for (int row = 0, at = 0; row < ImageSize.Side; row++)
        {
            for (var column = 0; column < ImageSize.Side; column++)
            {
                var colour = Average(scene.Layers, column, row);
                image[at++] = Quantise(colour.Red + scene.Noise * random.NextNormal());
                image[at++] = Quantise(colour.Green + scene.Noise * random.NextNormal());
                image[at++] = Quantise(colour.Blue + scene.Noise * random.NextNormal());
            }
        }
    }

    private static Colour Average(IReadOnlyList<Layer> layers, int column, int row)
    {
        var sum = default(Colour);
        for (var y = 0; y < Points; y++)
        {
            for (var x = 0; x < Points; x++)
                sum += At(layers, new Point(column + (x + 0.5) / Points, row + (y + 0.5) / Points));
        }
        return sum * (1.0 / (Points * Points));
    }

    private static Colour At(IReadOnlyList<Layer> layers, Point point)
    {
        var top = layers.Count - 1;
        while (!layers[top].Covers(point))
            top--;
        return layers[top].Paint.At(point);
    }

    private static byte Quantise(double value) => (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5);
}
