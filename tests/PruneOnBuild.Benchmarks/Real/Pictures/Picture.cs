namespace PruneOnBuild.Benchmarks.Real.Pictures;

/// <param name="Channels">1 or 3.</param>
/// <param name="Values">[Height, Width, Channels], 0 to 255.</param>
internal sealed record Picture(int Width, int Height, int Channels, byte[] Values)
{
    /// <summary>A square of the picture as [size, size, 3] in 0 to 1, each value the mean of the pixels that it stands for.</summary>
    public float[] Square(int left, int top, int side, int size)
    {
        var result = new float[size * size * 3];
        for (var y = 0; y < size; y++)
        for (var x = 0; x < size; x++)
        for (var channel = 0; channel < 3; channel++)
            result[(((y * size) + x) * 3) + channel] = Mean(left + (x * side / size), left + ((x + 1) * side / size), top + (y * side / size), top + ((y + 1) * side / size), channel);
        return result;
    }

    private float Mean(int left, int right, int top, int bottom, int channel)
    {
        var (sum, count) = (0, 0);
        for (var y = top; y < Math.Max(bottom, top + 1); y++)
        for (var x = left; x < Math.Max(right, left + 1); x++, count++)
            sum += Values[(((y * Width) + x) * Channels) + (Channels == 1 ? 0 : channel)];
        return sum / (255f * count);
    }
}
