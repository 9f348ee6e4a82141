using System.Runtime.InteropServices;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Runtime;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>A model of one layer, with weights and inputs of no meaning.</summary>
internal static class LayerModel
{
    /// <summary>Values are repeated with this period, which no kernel's tile divides.</summary>
    private const int Period = 4099;

    private static readonly float[] s_values = Values();

    /// <param name="like">The model that the layer comes from: its versions of the operator sets.</param>
    public static (ModelProto Model, IReadOnlyDictionary<string, Tensor> Feeds) Of(LayerShape layer, ModelProto like)
    {
        var node = layer.Node.Clone();
        var graph = new GraphProto { Name = "layer", Node = { node } };
        var feeds = new Dictionary<string, Tensor>();
        for (var i = 0; i < layer.Operands.Count; i++)
        {
            if (layer.Operands[i].Dims is not { } dims)
            {
                continue;
            }

            var (name, values) = ($"i{i}", Repeated(dims));
            node.Input[i] = name;
            if (layer.Operands[i].IsConstant)
            {
                graph.Initializer.Add(new TensorProto
                {
                    Name = name,
                    DataType = (int)DataType.Float,
                    Dims = { dims },
                    RawData = UnsafeByteOperations.UnsafeWrap(MemoryMarshal.AsBytes(values.AsSpan()).ToArray()),
                });
            }
            else
            {
                graph.Input.Add(Info(name, dims));
                feeds[name] = Tensor.Of(values, dims);
            }
        }

        for (var i = 0; i < node.Output.Count; i++)
        {
            node.Output[i] = node.Output[i].Length > 0 ? $"o{i}" : "";
        }

        graph.Output.Add(node.Output.Where(output => output.Length > 0).Take(1).Select(output => Info(output, null)));
        return (new ModelProto { IrVersion = like.IrVersion, OpsetImport = { like.OpsetImport }, Graph = graph }, feeds);
    }

    /// <param name="dims">Null: left to the runtime.</param>
    public static ValueInfoProto Info(string name, long[]? dims)
    {
        var type = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float };
        if (dims is not null)
        {
            type.Shape = new TensorShapeProto { Dim = { dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }) } };
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = type } };
    }

    private static float[] Repeated(long[] dims)
    {
        var values = new float[dims.Aggregate(1L, (product, dim) => checked(product * dim))];
        for (var start = 0; start < values.Length; start += Period)
        {
            s_values.AsSpan(0, Math.Min(Period, values.Length - start)).CopyTo(values.AsSpan(start));
        }

        return values;
    }

    private static float[] Values()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Period).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
