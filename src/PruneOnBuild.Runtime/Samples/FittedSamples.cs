using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Finds what feeds each model input in a file of samples, and sees that everything fits.</summary>
internal static class FittedSamples
{
    public static SampleSet Read(
        ISampleFile file,
        SampleFiles files,
        Located<string> path,
        DataSettings data,
        IReadOnlyList<TensorSpec> all,
        bool withLabels)
    {
        var zeros = ModelStates.Zeros(all, data.States);
        TensorSpec[] inputs = [.. all.Where(input => !zeros.ContainsKey(input.Name))];
        foreach (var (input, names) in data.Inputs)
            if (inputs.All(known => known.Name != input))
                throw RuntimeErrors.NoSuchInput(names.Location, input, inputs.Select(known => known.Name));

        var place = new SourceLocation(files.Full);
        var stored = inputs.Select(input => new StoredInput(input, Stored(file, files.Full, path, data, input, inputs.Length))).ToArray();
        if (stored.Select(input => input.Samples.Count).Distinct().Count() > 1)
            throw RuntimeErrors.SampleCountsDiffer(place, stored.Select(input => (input.Samples.Name, (long)input.Samples.Count)));
        // Steps are for images and the like: they go to the inputs with the most axes, and leave masks, lengths and states alone.
        var rank = stored.Max(input => input.FirstDims.Length);
        var shapes = stored.Select(input => Shape(input, Steps(input, rank, data), files.Full, path, data)).ToArray();
        var samples = stored.Select((input, index) =>
            new InputSamples(input.Input, input.Samples, Steps(input, rank, data), shapes[index])).ToArray();

        int? alone = !zeros.IsEmpty || samples.Any(input => input.AreFedAlone) ? 1 : null;
        int[] batches = [.. shapes.Select(shape => shape.FixedBatch).Prepend(alone).OfType<int>().Distinct()];
        if (batches.Length > 1)
        {
            var odd = stored[Array.FindIndex(shapes, shape => shape.FixedBatch == batches[1])];
            throw RuntimeErrors.ShapeDoesNotFit(path.Location, files.Full, odd.Samples.Name, odd.Text, odd.Input,
                $"Samples must go in batches of {batches[0]} and of {batches[1]} at once; use ONNX test data, which holds whole feeds.");
        }

        var count = stored[0].Samples.Count;
        IFeedSource feeds = new CutFeeds(samples, count, batches.Length == 0 ? null : batches[0]);
        if (!stored.All(input => input.Samples is TensorSamples))
            feeds = new KeptFeeds(feeds);
        return new SampleSet(
            zeros.IsEmpty ? feeds : new StateFeeds(feeds, zeros, stored[0].Samples.BeginsSequence),
            withLabels ? file.Labels(count) : null,
            place,
            files.All,
            files.Hash) { States = data.States };
    }

    private sealed record StoredInput(TensorSpec Input, IStoredSamples Samples)
    {
        /// <summary>Dimensions of the first sample.</summary>
        public ImmutableArray<long> FirstDims { get; } = Samples.SampleDims ?? Samples.Read(0, 1).Dims[1..];

        /// <summary>Such as <c>uint8[1000,32,32,3]</c>.</summary>
        public string Text => Described(Samples, FirstDims);
    }

    private static string Described(IStoredSamples samples, ImmutableArray<long> dims) =>
        $"{ElementTypes.Name(samples.ElementType)}{Tensor.DimsText([samples.Count, .. dims])}";

    private static ImmutableArray<Located<PreprocessStep>> Steps(StoredInput input, int rank, DataSettings data) =>
        input.FirstDims.Length == rank && input.Samples.ElementType != TensorElementType.String ? data.Preprocess : [];

    private static IStoredSamples Stored(
        ISampleFile file, string full, Located<string> path, DataSettings data, TensorSpec input, int inputs)
    {
        var declared = data.Inputs.GetValueOrDefault(input.Name);
        var names = declared?.Value ?? (inputs == 1 ? file.OnlyInput : null) ?? [input.Name];
        var place = declared?.Location ?? path.Location;
        if (names.Length > 1 && !file.HasColumns)
            throw RuntimeErrors.OnlyColumns(place, full, input.Name, names);
        foreach (var name in names)
            if (!file.Names.Contains(name))
                throw RuntimeErrors.NoSuchArray(place, full, input.Name, name, file.Names);
        var samples = file.Samples(names, input);
        if (ElementTypes.ClrType(input.ElementType) is null
            || (input.ElementType == TensorElementType.String) != (samples.ElementType == TensorElementType.String))
            throw RuntimeErrors.TypeDoesNotFit(
                new SourceLocation(full), samples.Name, Described(samples, samples.SampleDims ?? samples.Read(0, 1).Dims[1..]), input);
        return samples;
    }

    private static InputShape Shape(
        StoredInput stored, ImmutableArray<Located<PreprocessStep>> steps, string full, Located<string> path, DataSettings data)
    {
        var dims = steps.IsEmpty
            ? stored.FirstDims
            : Preprocessing.Preprocessor.Fit(steps, stored.FirstDims, stored.Samples.ArePictures).Dims;
        return InputShape.Fit(dims, stored.Input) ?? throw RuntimeErrors.ShapeDoesNotFit(
            path.Location, full, stored.Samples.Name, stored.Text, stored.Input, Remedy(dims, stored, data));
    }

    private static string Remedy(ImmutableArray<long> dims, StoredInput stored, DataSettings data)
    {
        var layout = data.Preprocess.FirstOrDefault(step => step.Value is PreprocessStep.Layout);
        if (dims.Length == 3 && layout is null && InputShape.Fit([dims[2], dims[0], dims[1]], stored.Input) is not null)
            return "The samples are channels-last: add { layout: NCHW } to data: preprocess.";
        if (dims.Length == 3 && layout is not null && InputShape.Fit([dims[1], dims[2], dims[0]], stored.Input) is not null)
            return "Without the layout step they would fit: remove it from data: preprocess.";
        return $"A preprocessed sample has shape {Tensor.DimsText(dims.AsSpan())}. " + (stored.Samples.ArePictures
            ? "Add steps such as resize, crop, gray and layout to data: preprocess."
            : "Store samples in the input's own shape, samples first.");
    }
}
