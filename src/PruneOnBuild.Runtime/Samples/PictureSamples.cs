using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Images;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Image files as samples: uint8 [height, width, 3], RGB, each of its own size. One is decoded at a time.</summary>
internal sealed class PictureSamples(string name, ImmutableArray<string> files) : IStoredSamples
{
    public string Name => name;

    public int Count => files.Length;

    public TensorElementType ElementType => TensorElementType.UInt8;

    public ImmutableArray<long>? SampleDims => null;

    public bool ArePictures => true;

    public SourceLocation PlaceOf(int sample) => new(files[sample]);

    public Tensor Read(int start, int count)
    {
        var picture = PictureFile.Read(files[start]);
        return Tensor.Of(picture.Rgb, 1, picture.Height, picture.Width, Picture.Channels);
    }
}
