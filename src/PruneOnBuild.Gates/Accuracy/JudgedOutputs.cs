using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Which of a model's outputs a gate judges.</summary>
/// <param name="Position">Of the first judged output among the model's: labels that came by output are its.</param>
internal sealed record JudgedOutputs(int Position, ImmutableArray<string> Names)
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5007: there is no such output.</exception>
    public static JudgedOutputs Of(ModelSession model, AccuracyGate gate)
    {
        Located<string>?[] declared = gate.Boxes is null ? [gate.Output] : [gate.Boxes, gate.Scores, gate.Classes];
        ImmutableArray<string> names = [.. declared.OfType<Located<string>>().Select(output => Existing(model, output))];
        if (names.IsEmpty)
            names = model.Outputs.IsEmpty ? throw RuntimeErrors.NoSuchOutput(model.Place, "", []) : [model.Outputs[0].Name];
        return new(model.Outputs.Select(output => output.Name).ToList().IndexOf(names[0]), names);
    }

    /// <summary>Checks what both models give for one batch.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB4021 or POB4023: shapes differ, or samples have no values of their own.</exception>
    public void Check(IReadOnlyList<Tensor> dense, IReadOnlyList<Tensor> pruned, SampleBatch batch, ModelSession prunedModel, AccuracyGate gate)
    {
        // How many objects a model finds is its own affair.
        var mayDiffer = gate.Metric.Value is AccuracyMetric.Map or AccuracyMetric.Map50;
        var place = (gate.Boxes ?? gate.Output)?.Location ?? gate.Metric.Location;
        for (var index = 0; index < Names.Length; index++)
        {
            if (!mayDiffer && !dense[index].Dims.SequenceEqual(pruned[index].Dims))
                throw GateErrors.OutputsDiffer(prunedModel.Place, Names[index], dense[index], pruned[index]);
            foreach (var output in new[] { dense[index], pruned[index] })
                if (output.ElementType == TensorElementType.String || output.Length % batch.Rows != 0 || (output.Length == 0 && !mayDiffer))
                    throw GateErrors.NotPerSample(place, Names[index], output, batch.Rows);
        }
    }

    private static string Existing(ModelSession model, Located<string> declared) =>
        model.Outputs.Any(output => output.Name == declared.Value)
            ? declared.Value
            : throw RuntimeErrors.NoSuchOutput(declared.Location, declared.Value, model.Outputs.Select(output => output.Name));
}
