using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>
/// ONNX test data: <c>test_data_set_k/input_i.pb</c> and <c>output_i.pb</c>, one TensorProto each, or one such set without its parent folder.
/// Inputs go by their names where those are the model's, else by position. Reference outputs serve as labels.
/// </summary>
internal static class TestDataFolder
{
    public static bool Knows(string full) => Folders(full).Length > 0;

    public static SampleSet Read(string full, Located<string> path, IReadOnlyList<TensorSpec> inputs, bool withLabels)
    {
        var place = new SourceLocation(full);
        var folders = Folders(full);
        if (folders.Length == 0)
            throw RuntimeErrors.TestDataIncomplete(place, "a folder test_data_set_0");

        var files = ImmutableArray.CreateBuilder<string>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sets = folders.Select(folder => Set(folder, path, inputs, withLabels, file =>
        {
            var bytes = File.ReadAllBytes(file);
            files.Add(file);
            hash.AppendData(bytes);
            return TensorProtoFile.Parse(bytes, file);
        })).ToArray();

        return new SampleSet(
            new WholeFeeds([.. sets.Select(set => set.Feeds)]),
            sets.All(set => !set.Outputs.IsEmpty) ? Labels(sets, place) : null,
            place,
            files.ToImmutable(),
            Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string[] Folders(string full)
    {
        var folders = Directory.GetDirectories(full, "test_data_set_*").OrderBy(Number).ThenBy(name => name, StringComparer.Ordinal).ToArray();
        return folders.Length == 0 && File.Exists(Path.Combine(full, "input_0.pb")) ? [full] : folders;
    }

    private sealed record DataSet(IReadOnlyDictionary<string, Tensor> Feeds, ImmutableArray<Tensor> Outputs);

    private static DataSet Set(
        string folder,
        Located<string> path,
        IReadOnlyList<TensorSpec> inputs,
        bool withLabels,
        Func<string, (string Name, Tensor Tensor)> read)
    {
        var given = new List<(string Name, Tensor Tensor)>();
        for (var index = 0; index < inputs.Count; index++)
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"input_{index}.pb"));
            if (!File.Exists(file))
                throw RuntimeErrors.TestDataIncomplete(new SourceLocation(folder), Path.GetFileName(file));
            var tensor = read(file);
            FiniteCheck.Require(tensor.Tensor, Path.GetFileName(file), new SourceLocation(file));
            given.Add(tensor);
        }

        var named = inputs.All(input => given.Count(tensor => tensor.Name == input.Name) == 1);
        var feeds = inputs.Select((input, index) => (input, tensor: named
            ? given.Single(tensor => tensor.Name == input.Name).Tensor
            : given[index].Tensor)).ToArray();
        foreach (var (input, tensor) in feeds)
            if (tensor.ElementType != input.ElementType)
                throw RuntimeErrors.TypeDoesNotFit(new SourceLocation(folder), input.Name, tensor.ToString(), input);
            else if (!input.Dims.IsEmpty && !Fits(tensor.Dims, input.Dims))
                throw RuntimeErrors.ShapeDoesNotFit(path.Location, folder, input.Name, tensor.ToString(), input,
                    "Test data is fed as it is; write it again for this model.");

        var outputs = Enumerable.Range(0, withLabels ? int.MaxValue : 0)
            .Select(index => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"output_{index}.pb")))
            .TakeWhile(File.Exists).Select(file => read(file).Tensor);
        return new DataSet(feeds.ToDictionary(feed => feed.input.Name, feed => feed.tensor), [.. outputs]);
    }

    private static bool Fits(ImmutableArray<long> dims, ImmutableArray<long> wanted) =>
        dims.Length == wanted.Length && dims.Zip(wanted).All(pair => pair.Second < 0 || pair.First == pair.Second);

    private static SampleLabels Labels(DataSet[] sets, SourceLocation place)
    {
        foreach (var set in sets)
            foreach (var output in set.Outputs.Where(output => ElementTypes.IsFloat(output.ElementType)))
                FiniteCheck.Require(output, "output", place);
        return SampleLabels.OfOutputs([.. Enumerable.Range(0, sets.Min(set => set.Outputs.Length)).Select(output =>
            sets.Select(set => Values(set.Outputs[output])).ToImmutableArray())]);
    }

    private static ReadOnlyMemory<float> Values(Tensor output) =>
        output.ElementType == TensorElementType.String ? default : output.Floats().ToArray();

    private static int Number(string folder) =>
        int.TryParse(folder[(folder.LastIndexOf('_') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : int.MaxValue;
}
