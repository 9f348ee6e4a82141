using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>
/// Whole feeds as a set of samples, by way of ONNX test data: for models whose inputs share no axis of samples, such as states that a stream
/// carries along.
/// </summary>
internal static class StoredFeeds
{
    public static SampleSet Of(ModelSession model, IEnumerable<IReadOnlyDictionary<string, Tensor>> feeds)
    {
        using var folder = new TemporaryFolder();
        var set = 0;
        foreach (var feed in feeds)
        {
            var place = folder.File(string.Create(CultureInfo.InvariantCulture, $"test_data_set_{set++}"));
            Directory.CreateDirectory(place);
            foreach (var (input, index) in model.Inputs.Select((input, index) => (input, index)))
                File.WriteAllBytes(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"input_{index}.pb")), Proto(input.Name, feed[input.Name]).ToByteArray());
        }

        return SampleSetReader.Read(new Located<string>(folder.Path, Declared.Place), new DataSettings(), model.Inputs, folder.Path, withLabels: false);
    }

    private static TensorProto Proto(string name, Tensor tensor) => new()
    {
        Name = name,
        Dims = { tensor.Dims },
        DataType = tensor.ElementType == TensorElementType.Int32 ? (int)TensorProto.Types.DataType.Int32 : (int)TensorProto.Types.DataType.Float,
        RawData = ByteString.CopyFrom(tensor.ElementType == TensorElementType.Int32
            ? MemoryMarshal.AsBytes(tensor.Values<int>())
            : MemoryMarshal.AsBytes(tensor.Values<float>())),
    };
}
