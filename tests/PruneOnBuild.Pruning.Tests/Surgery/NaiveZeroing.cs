using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Pruning.Tests.Surgery;

/// <summary>Silences channels the plain way, as a specification: zeros in the weight that reads them.</summary>
internal static class NaiveZeroing
{
    /// <summary>weight [M, C, kH, kW]: w[:, channel, :, :] = 0.</summary>
    public static ModelGraph OfInputChannels(ModelGraph dense, string weight, int[] channels)
    {
        var proto = dense.Proto.Clone();
        var index = proto.Graph.Initializer.ToList().FindIndex(tensor => tensor.Name == weight);
        var tensor = proto.Graph.Initializer[index];
        var values = TensorReader.Floats(tensor);
        var inner = (int)(tensor.Dims[2] * tensor.Dims[3]);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = channels.Contains(i / inner % (int)tensor.Dims[1]) ? 0 : values[i];
        }

        proto.Graph.Initializer[index] = TensorWriter.WithFloats(tensor, [.. tensor.Dims], values);
        return new ModelGraph(proto, dense.Path);
    }
}
