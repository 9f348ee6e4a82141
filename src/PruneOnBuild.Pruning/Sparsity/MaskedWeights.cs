using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>The dense model with every chosen weight multiplied by its mask inside the graph: what the written zeros must equal.</summary>
internal static class MaskedWeights
{
    public static ModelGraph Build(ModelGraph dense, IReadOnlyDictionary<string, bool[]> masks)
    {
        var masked = dense.Proto.Clone();
        foreach (var (weight, mask) in masks)
        {
            var tensor = dense.Constant(weight)!;
            var zerosAndOnes = TensorWriter.WithFloats(tensor, [.. tensor.Dims], Array.ConvertAll(mask, stays => stays ? 1f : 0f));
            zerosAndOnes.Name = $"{weight}_pruneonbuild_mask";
            foreach (var node in masked.Graph.Node)
            {
                for (var i = 0; i < node.Input.Count; i++)
                {
                    node.Input[i] = node.Input[i] == weight ? $"{weight}_masked" : node.Input[i];
                }
            }

            ModelEdits.AddInitializer(masked, zerosAndOnes);
            masked.Graph.Node.Insert(0, new NodeProto { OpType = "Mul", Input = { weight, zerosAndOnes.Name }, Output = { $"{weight}_masked" } });
        }

        return new ModelGraph(masked, dense.Path);
    }

    /// <summary>The first constant that is not zero where its mask says so; null where all are.</summary>
    public static string? FirstOutside(ModelGraph model, IReadOnlyDictionary<string, bool[]> masks) =>
        masks.Where(mask => TensorReader.Floats(model.Constant(mask.Key)!).Zip(mask.Value).Any(weight => weight is { First: not 0, Second: false }))
            .Select(mask => mask.Key).FirstOrDefault();
}
