using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Runtime.Preprocessing;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Finds the array of each model input in a file of arrays, and sees that everything fits.</summary>
internal static class ArraySamples
{
    public static SampleSet Read(
        IArrayFile file,
        string full,
        string hash,
        Located<string> path,
        DataSettings data,
        IReadOnlyList<TensorSpec> inputs,
        bool withLabels)
    {
        var place = new SourceLocation(full);
        foreach (var (input, array) in data.Inputs)
            if (inputs.All(known => known.Name != input))
                throw RuntimeErrors.NoSuchInput(array.Location, input, inputs.Select(known => known.Name));

        var stored = inputs.Select(input => Stored(file, full, path, data, input, inputs.Count)).ToArray();
        if (stored.Select(array => array.Tensor.Dims[0]).Distinct().Count() > 1)
            throw RuntimeErrors.SampleCountsDiffer(place, stored.Select(array => (array.Name, array.Tensor.Dims[0])));
        var rank = stored.Max(array => array.Tensor.Dims.Length);
        var shapes = stored.Select(array =>
            Fitted(array, array.Tensor.Dims.Length == rank ? data.Preprocess : [], full, path, data)).ToArray();

        var batches = shapes.Select(shape => shape.Shape.FixedBatch).OfType<int>().Distinct().ToArray();
        if (batches.Length > 1)
        {
            var odd = stored[Array.FindIndex(shapes, shape => shape.Shape.FixedBatch == batches[1])];
            throw RuntimeErrors.ShapeDoesNotFit(path.Location, full, odd.Name, odd.Tensor, odd.Input,
                $"Its inputs fix batches of {batches[0]} and of {batches[1]} samples; use ONNX test data, which holds whole feeds.");
        }

        var count = (int)stored[0].Tensor.Dims[0];
        return new SampleSet(
            new ArrayFeeds([.. shapes.Select(shape => shape.Array)], count, batches.Length == 0 ? null : batches[0]),
            withLabels ? Labels(file, place, data.Labels, count) : null,
            place,
            [full],
            hash);
    }

    private sealed record StoredInput(TensorSpec Input, string Name, Tensor Tensor);

    private static StoredInput Stored(
        IArrayFile file, string full, Located<string> path, DataSettings data, TensorSpec input, int inputs)
    {
        var samples = file.Names.Where(array => array != data.Labels).ToArray();
        var declared = data.Inputs.GetValueOrDefault(input.Name);
        var name = declared?.Value ?? (inputs == 1 && samples is [var only] ? only : input.Name);
        if (!file.Names.Contains(name))
            throw RuntimeErrors.NoSuchArray(declared?.Location ?? path.Location, full, input.Name, name, file.Names);
        var place = new SourceLocation(full);
        var tensor = file.Read(name);
        if (tensor.Dims.IsEmpty || tensor.Dims[0] == 0 || tensor.Length == 0)
            throw RuntimeErrors.NoSamples(place, name);
        if (input.ElementType == TensorElementType.String || ElementTypes.ClrType(input.ElementType) is null)
            throw RuntimeErrors.TypeDoesNotFit(place, name, tensor, input);
        FiniteCheck.Require(tensor, name, place);
        return new StoredInput(input, name, tensor);
    }

    private static (InputArray Array, InputShape Shape) Fitted(
        StoredInput stored, ImmutableArray<Located<PreprocessStep>> steps, string full, Located<string> path, DataSettings data)
    {
        var preprocessor = steps.IsEmpty ? null : Preprocessor.Fit(steps, stored.Tensor.Dims[1..]);
        var dims = preprocessor?.Dims ?? stored.Tensor.Dims[1..];
        var shape = InputShape.Fit(dims, stored.Input) ?? throw RuntimeErrors.ShapeDoesNotFit(
            path.Location, full, stored.Name, stored.Tensor, stored.Input, Remedy(dims, stored.Input, data));
        return (new InputArray
        {
            Input = stored.Input.Name,
            Stored = stored.Tensor,
            Preprocessor = preprocessor,
            ElementType = stored.Input.ElementType,
            SampleDims = shape.SampleDims,
            HasBatchAxis = shape.HasBatchAxis,
            Place = new SourceLocation(full),
            ArrayName = stored.Name,
        }, shape);
    }

    private static string Remedy(ImmutableArray<long> dims, TensorSpec input, DataSettings data)
    {
        var layout = data.Preprocess.FirstOrDefault(step => step.Value is PreprocessStep.Layout);
        if (dims.Length == 3 && layout is null && InputShape.Fit([dims[2], dims[0], dims[1]], input) is not null)
            return "The samples are channels-last: add { layout: NCHW } to data: preprocess.";
        if (dims.Length == 3 && layout is not null && InputShape.Fit([dims[1], dims[2], dims[0]], input) is not null)
            return "Without the layout step they would fit: remove it from data: preprocess.";
        return $"A preprocessed sample has shape {Tensor.DimsText(dims.AsSpan())}. Store samples in the input's own shape, samples first.";
    }

    private static SampleLabels? Labels(IArrayFile file, SourceLocation place, string name, int samples)
    {
        if (!file.Names.Contains(name))
            return null;
        var labels = file.Read(name);
        if (labels.Dims.IsEmpty || labels.Dims[0] != samples)
            throw RuntimeErrors.LabelCount(place, name, labels, samples);
        FiniteCheck.Require(labels, name, place);
        return SampleLabels.OfArray(labels);
    }
}
