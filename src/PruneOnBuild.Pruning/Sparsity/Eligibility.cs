using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Policy.Diagnostics;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Which weights can take the target's pattern so that its provider gains from it, and why others cannot.</summary>
internal sealed class Eligibility(TargetPolicy target)
{
    private readonly SparsityPattern _pattern = target.Pattern!.Value;

    /// <summary>Why the weight stays dense, in words a user understands; null: it may become sparse.</summary>
    public string? Refusal(SparseWeight weight)
    {
        var (outputs, inputs) = (weight.Size(weight.OutputAxis), weight.Size(weight.InputAxis));
        if (Fitting(weight).ToList() is [var first, ..] gains && !gains.Exists(gain => gain.Admits(outputs, inputs)))
        {
            var outputsWanted = first.OutputMultiple > 1 ? $" and outputs of {first.OutputMultiple}" : "";
            return $"stays dense: it has {outputs} x {inputs} channels, but provider {target.Provider!.Value} takes {_pattern} for inputs in multiples "
                + $"of {first.InputMultiple}{outputsWanted} only";
        }

        return Divides(outputs, inputs) ? null : $"stays dense: its {outputs} x {inputs} channels do not divide into {_pattern}";
    }

    /// <summary>Weights of types that the provider's sparse kernels do not take, a warning for each type.</summary>
    public IEnumerable<Diagnostic> Warnings(IReadOnlyList<SparseWeight> weights) =>
        target.Gains.IsEmpty ? [] : weights
            .Where(weight => Refusal(weight) is null && !Taken(weight).Any())
            .GroupBy(weight => weight.Tensor.ElementType())
            .Select(type => PruningErrors.OtherElementType(
                target, type.Count(), weights.Count, type.First().Name, WordOf(type.Key), type.Key == DataType.Float ? target.Gains[0].Float32Remedy : null));

    /// <summary>The conditions of kernels that take the weight's type; of all, where none does: then a warning tells.</summary>
    private IEnumerable<SparseGain> Fitting(SparseWeight weight) => Taken(weight).Any() ? Taken(weight) : target.Gains;

    private IEnumerable<SparseGain> Taken(SparseWeight weight) =>
        target.Gains.Where(gain => gain.Types.IsEmpty || (TypeOf(weight.Tensor.ElementType()) is { } type && gain.Types.Contains(type)));

    private bool Divides(int outputs, int inputs) => _pattern switch
    {
        SparsityPattern.NOfM nm => inputs % nm.M == 0,
        SparsityPattern.Block block => outputs % block.Rows == 0 && inputs % block.Columns == 0,
        _ => true,
    };

    private static WeightType? TypeOf(DataType type) => type switch
    {
        DataType.Float => WeightType.Fp32,
        DataType.Float16 => WeightType.Fp16,
        _ => null,
    };

    private static string WordOf(DataType type) => TypeOf(type)?.Word() ?? $"{type}".ToLowerInvariant();
}
