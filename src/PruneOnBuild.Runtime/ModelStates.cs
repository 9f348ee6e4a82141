using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime;

/// <summary>Inputs of a model that its outputs feed at the next sample.</summary>
internal static class ModelStates
{
    /// <summary>Zeros for each state, with a batch of one.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5141: there is no such input, or its size is open.</exception>
    public static ImmutableDictionary<string, Tensor> Zeros(
        IReadOnlyList<TensorSpec> inputs, IReadOnlyDictionary<string, Located<string>> states)
    {
        var zeros = ImmutableDictionary.CreateBuilder<string, Tensor>();
        foreach (var (name, output) in states)
        {
            var input = inputs.FirstOrDefault(input => input.Name == name)
                ?? throw RuntimeErrors.NoSuchState(output.Location, "input", name, inputs.Select(input => input.Name));
            long[] dims = [.. input.Dims.Select((dim, axis) => dim < 0 && axis == 0 ? 1 : dim)];
            if (dims.Any(dim => dim < 0) || ElementTypes.ClrType(input.ElementType) is null or { IsValueType: false })
                throw RuntimeErrors.StateIsOpen(output.Location, input);
            zeros.Add(name, Tensor.Create(input.ElementType, dims, bytes => bytes.Clear()));
        }

        return zeros.ToImmutable();
    }
}
