using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>One linear problem, y = W x + b, among whose inputs the channels of a group are.</summary>
internal interface IGroupReader
{
    /// <summary>What tells it from all others: a value that its node makes, and which of the node's problems it is.</summary>
    (string Output, int Part) Key { get; }

    /// <summary>Rows of W.</summary>
    int Features { get; }

    /// <summary>For each channel of the group, the rows of W that go with it, ascending; empty where it lies elsewhere.</summary>
    IReadOnlyList<int[]> Rows { get; }

    /// <summary>W [features, outputs] over b.</summary>
    Matrix Weights(ModelGraph model);

    /// <summary>Values that a run has to show for <see cref="Add"/>.</summary>
    IReadOnlyList<string> Needed(ModelGraph model);

    /// <summary>Adds x of a batch to moments without targets.</summary>
    /// <param name="batches">All batches that will be added.</param>
    void Add(LayerMoments moments, ModelGraph model, IReadOnlyDictionary<string, Tensor> values, SampleBatch batch, IReadOnlyList<SampleBatch> batches);
}
