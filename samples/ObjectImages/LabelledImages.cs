using ObjectImages.Npz;
using ObjectImages.Painting;

namespace ObjectImages;

/// <summary>
/// Images with their labels. Equal counts and seeds give equal bytes on every machine; image i of a seed does not
/// depend on the count. Labels go round the ten classes, so every class is met equally often.
/// </summary>
/// <param name="Pixels">uint8 [Count, 32, 32, 3], red green blue.</param>
/// <param name="Labels">int64 [Count], an <see cref="ObjectClass"/> each.</param>
public sealed record LabelledImages(byte[] Pixels, long[] Labels)
{
    public static readonly int Classes = Enum.GetValues<ObjectClass>().Length;

    public int Count => Labels.Length;

    /// <summary>The bytes of one image, [32, 32, 3].</summary>
    public ReadOnlySpan<byte> this[int index] => Pixels.AsSpan(index * ImageSize.Bytes, ImageSize.Bytes);

    public static LabelledImages Draw(int count, ulong seed)
    {
        var pixels = new byte[count * ImageSize.Bytes];
        var labels = new long[count];
        Parallel.For(0, count, index =>
        {
            var random = RandomSource.ForImage(seed, index);
            var scene = Scene.Random(random, (ObjectClass)(index % Classes));
            Painter.Draw(scene, random, pixels.AsSpan(index * ImageSize.Bytes, ImageSize.Bytes));
            labels[index] = index % Classes;
        });
        return new LabelledImages(pixels, labels);
    }

    /// <summary>Writes NumPy's .npz with the arrays `images` and `labels`.</summary>
    public void Save(string path)
    {
        using var zip = new StoredZip(path);
        zip.Add("images.npy", Npy.Of(Pixels, [Count, ImageSize.Side, ImageSize.Side, ImageSize.Channels]));
        zip.Add("labels.npy", Npy.Of(Labels));
        zip.Commit();
    }
}
