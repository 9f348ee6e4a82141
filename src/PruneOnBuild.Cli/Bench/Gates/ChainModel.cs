using System.Runtime.InteropServices;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Equal layers in a row, so that the time is known to go with their number: 3x3 convolution of 32 channels on 16 x 16, ReLU.
/// </summary>
internal static class ChainModel
{
    private const int Channels = 32;
    private const int Side = 16;
    private const int Taps = 9;

    public static byte[] Of(int layers)
    {
        var graph = new GraphProto
        {
            Name = "chain",
            Input = { Value("x0") },
            Output = { Value($"x{layers}") },
            Initializer = { Weights() },
        };
        for (int layer = 0; layer < layers; layer++)
        {
            graph.Node.Add(new NodeProto
            {
                OpType = "Conv",
                Input = { $"x{layer}", "weights" },
                Output = { $"c{layer}" },
                Attribute = { new AttributeProto { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 1, 1, 1 } } },
            });
            graph.Node.Add(new NodeProto { OpType = "Relu", Input = { $"c{layer}" }, Output = { $"x{layer + 1}" } });
        }
        return new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = 17 } }, Graph = graph }.ToByteArray();
    }

    // Uniform with the variance of He et al. 2015 (arXiv:1502.01852), so that values neither grow nor fade to denormals.
    private static TensorProto Weights()
    {
        var random = new Random(1);
        double most = Math.Sqrt(3 * 2.0 / (Channels * Taps));
        float[] values = [.. Enumerable.Range(0, Channels * Channels * Taps).Select(_ => (float)((random.NextDouble() * 2 - 1) * most))];
        return new TensorProto
        {
            Name = "weights",
            DataType = (int)DataType.Float,
            Dims = { Channels, Channels, 3, 3 },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())),
        };
    }

    private static ValueInfoProto Value(string name)
    {
        long[] dims = [1, Channels, Side, Side];
        var shape = new TensorShapeProto { Dim = { dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }) } };
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = shape } },
        };
    }
}
