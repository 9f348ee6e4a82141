using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>The samples of one array, field, column or folder as they are stored, read as they are asked for.</summary>
internal interface IStoredSamples
{
    /// <summary>The array, field or column, for messages.</summary>
    string Name { get; }

    int Count { get; }

    TensorElementType ElementType { get; }

    /// <summary>Dimensions of one sample; null: they differ, and samples are read one at a time.</summary>
    ImmutableArray<long>? SampleDims { get; }

    /// <summary>Whether samples are images as they are decoded: height, width, RGB.</summary>
    bool ArePictures { get; }

    /// <summary>Whether a sample does not go on from the one before it.</summary>
    bool BeginsSequence(int sample) => sample == 0;

    /// <summary>Where a sample lies.</summary>
    SourceLocation PlaceOf(int sample);

    /// <summary>Samples from <paramref name="start"/> on, along axis 0.</summary>
    /// <exception cref="PruneOnBuildException">They cannot be read, or hold what cannot be measured with.</exception>
    Tensor Read(int start, int count);
}
