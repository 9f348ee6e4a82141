using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Tests.Shapes;

/// <summary>
/// What ONNX Runtime makes of a model whose intermediate values are all outputs: the truth that inference is held against.
/// </summary>
internal sealed record ObservedShapes(IReadOnlyDictionary<string, long[]> Feeds, IReadOnlyDictionary<string, Tensor> Values)
{
    private const long LargestValue = 4 << 20;

    /// <summary>
    /// Runs once on random inputs; open axes take the first of the sizes that the model accepts. Values past 4 Mi elements are
    /// left out.
    /// </summary>
    /// <exception cref="PruneOnBuildException">The runtime refuses the model, or every size.</exception>
    public static ObservedShapes Of(ModelGraph model, params int[] openSizes)
    {
        var exposed = model.Proto.Clone();
        var shapes = new Lazy<ShapeTable>(() => ShapeInference.Infer(model));
        var outputs = exposed.Graph.Output.Select(output => output.Name).ToHashSet();
        foreach (var name in exposed.Graph.Node.SelectMany(node => node.Output)
            .Where(name => name.Length > 0 && outputs.Add(name)).ToArray())
        {
            var isLarge = shapes.Value.Of(name)?.Elements is { IsKnown: true, Value: > LargestValue };
            if (!isLarge) exposed.Graph.Output.Add(new ValueInfoProto { Name = name });
        }
        using var session = ModelSession.Open(OnnxWriter.ToBytes(exposed, model.Path), new SessionSettings(Threads: 1,
            Optimize: false), model.Path);
        PruneOnBuildException? refusal = null;
        foreach (var size in openSizes)
        {
            try
            {
                var feeds = RandomInputs.For(session.Inputs, seed: 1, batch: 2, otherDynamic: size)
            .ToDictionary(feed => feed.Key, feed => Safe(feed.Value));
                string[] names = [.. session.Outputs.Select(output => output.Name)];
                var values = names.Zip(session.Run(feeds, names)).ToDictionary(pair => pair.First, pair => pair.Second);
                return new(feeds.ToDictionary(feed => feed.Key, feed => feed.Value.Dims.ToArray()), values);
            }
            catch (PruneOnBuildException error)
            {
                refusal = error;
            }
        }
        throw refusal!;
    }

    /// <summary>
    /// Sentences about every value that inference knows otherwise than the runtime; and the names it does not know wholly.
    /// </summary>
    public (List<string> Contradictions, List<string> Unknown) Compare(ShapeTable table)
    {
        var (contradictions, unknown) = (new List<string>(), new List<string>());
        foreach (var (name, actual) in Values)
        {
            if (table.Of(name) is not { } shape)
            {
                unknown.Add(name);
                continue;
            }
            var fits = shape.Rank == actual.Dims.Length && !shape.Dims.Zip(actual.Dims, (dim,
                size) => dim.Differs(size)).Any(differs => differs);
            var typed = shape.ElementType is TensorProto.Types.DataType.Undefined
                || (int)shape.ElementType == (int)actual.ElementType;
            if (!fits || !typed) contradictions.Add($"{name} is {actual}, inferred {shape}");
            else if (!shape.IsStatic) unknown.Add(name);
            if (Contents(table, name, actual) is { } wrong) contradictions.Add(wrong);
        }
        return (contradictions, unknown);
    }

    /// <summary>Zeros instead of random whole numbers, which are often indices into tables of unknown length.</summary>
    private static Tensor Safe(Tensor tensor) => tensor.ElementType switch
    {
        TensorElementType.Int64 => Tensor.Of(new long[tensor.Length], tensor.Dims.AsSpan()),
        TensorElementType.Int32 => Tensor.Of(new int[tensor.Length], tensor.Dims.AsSpan()),
        _ => tensor,
    };

    /// <summary>Known contents are compared too; a wrong one would make a wrong shape sooner or later.</summary>
    private static string? Contents(ShapeTable table, string name, Tensor actual)
    {
        if (actual.ElementType is not (TensorElementType.Int64 or TensorElementType.Int32) || table.IntsOf(name) is not { } known)
            return null;
        long[] numbers = actual.ElementType == TensorElementType.Int64
            ? actual.Values<long>().ToArray() : [.. actual.Values<int>().ToArray().Select(number => (long)number)];
        return numbers.SequenceEqual(known) ? null : $"{name} holds {string.Join(',', numbers)}, inferred {string.Join(',', known)}";
    }
}
