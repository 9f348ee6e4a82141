using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Samples that are in memory, along axis 0 of a tensor.</summary>
internal sealed class TensorSamples(string name, Tensor all, SourceLocation place) : IStoredSamples
{
    public string Name => name;

    public int Count => (int)all.Dims[0];

    public TensorElementType ElementType => all.ElementType;

    public ImmutableArray<long>? SampleDims => all.Dims[1..];

    public bool ArePictures => false;

    public SourceLocation PlaceOf(int sample) => place;

    public Tensor Read(int start, int count)
    {
        if (start == 0 && count == Count)
            return all;
        var length = all.Length / Count;
        long[] dims = [count, .. SampleDims!.Value];
        if (ElementType == TensorElementType.String)
            return Tensor.Of(all.Values<string>().Slice(start * length, count * length).ToArray(), dims);
        var size = ElementTypes.Size(ElementType) * length;
        return Tensor.Copy(ElementType, dims, all.Bytes.Slice(start * size, count * size));
    }
}
