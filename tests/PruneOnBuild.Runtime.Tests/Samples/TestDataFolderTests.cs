using Google.Protobuf;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Samples;

public sealed class TestDataFolderTests : IDisposable
{
    private static readonly SourceLocation s_line = new("prune.yaml", 12, 20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachSet_IsOneSample_WithItsOutputsAsLabels()
    {
        for (var set = 0; set < 12; set++)
        {
            Write($"test_data_set_{set}/input_0.pb", Floats("x", [1, 2], set, set + 0.5f));
            Write($"test_data_set_{set}/output_0.pb", Floats("y", [1, 1], 10 * set));
        }

        var samples = Read(new TensorSpec("x", TensorElementType.Float, -1, 2));

        Assert.Equal(12, samples.Count);
        Assert.Equal(24, samples.Files.Length);
        Assert.Equal(Enumerable.Range(0, 12), samples.Batches(32).Select(batch => (int)batch.Feeds["x"].Values<float>()[0]));
        Assert.Equal([70f], samples.Labels!.ValuesOf(7, output: 0).ToArray());
        Assert.Null(samples.Labels.Classes);
    }

    [Fact]
    public void InputsGoByName_WhereTheNamesAreTheModels()
    {
        Write("input_0.pb", Floats("b", [1], 2));
        Write("input_1.pb", Floats("a", [1], 1));

        var feeds = Read(new TensorSpec("a", TensorElementType.Float, -1), new TensorSpec("b", TensorElementType.Float, -1)).Batch(0, 1).Feeds;

        Assert.Equal([1f], feeds["a"].Values<float>().ToArray());
        Assert.Equal([2f], feeds["b"].Values<float>().ToArray());
    }

    [Fact]
    public void InputsGoByPosition_Otherwise()
    {
        Write("input_0.pb", Floats("first", [1], 1));
        Write("input_1.pb", Floats("", [1], 2));

        var feeds = Read(new TensorSpec("a", TensorElementType.Float, -1), new TensorSpec("b", TensorElementType.Float, -1)).Batch(0, 1).Feeds;

        Assert.Equal([2f], feeds["b"].Values<float>().ToArray());
    }

    [Fact]
    public void RawAndTypedTensors_OfHalvesIntegersAndText_AreRead()
    {
        Write("input_0.pb", new TensorProto { Dims = { 2 }, DataType = 10, Int32Data = { 0x3C00, 0x4000 } });
        Write("input_1.pb", new TensorProto { Dims = { 2 }, DataType = 7, RawData = ByteString.CopyFrom([.. BitConverter.GetBytes(5L), .. BitConverter.GetBytes(-6L)]) });
        Write("input_2.pb", new TensorProto { Dims = { 1 }, DataType = 8, StringData = { ByteString.CopyFromUtf8("hé") } });

        var feeds = Read(
            new TensorSpec("a", TensorElementType.Float16, -1), new TensorSpec("b", TensorElementType.Int64, -1),
            new TensorSpec("c", TensorElementType.String, -1)).Batch(0, 1).Feeds;

        Assert.Equal([(Half)1, (Half)2], feeds["a"].Values<Half>().ToArray());
        Assert.Equal([5L, -6L], feeds["b"].Values<long>().ToArray());
        Assert.Equal(["hé"], feeds["c"].Values<string>().ToArray());
    }

    [Fact]
    public void MissingInput_IsNamed()
    {
        Write("test_data_set_0/input_0.pb", Floats("a", [1], 1));
        var fault = Faults.One("POB5117", () =>
            Read(new TensorSpec("a", TensorElementType.Float, -1), new TensorSpec("b", TensorElementType.Float, -1)));
        Assert.Contains("input_1.pb", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFolder_IsRefused() => Faults.One("POB5117", () => Read(new TensorSpec("a", TensorElementType.Float, -1)));

    [Fact]
    public void BrokenTensor_IsRefused()
    {
        Directory.CreateDirectory(_folder.File("data"));
        File.WriteAllBytes(_folder.File("data/input_0.pb"), [0x0A, 0xFF, 1, 2, 3]);
        Faults.One("POB5102", () => Read(new TensorSpec("a", TensorElementType.Float, -1)));
    }

    [Fact]
    public void TooFewBytes_AreRefused()
    {
        Write("input_0.pb", new TensorProto { Dims = { 3 }, DataType = 1, RawData = ByteString.CopyFrom(new byte[8]) });
        Faults.One("POB5102", () => Read(new TensorSpec("a", TensorElementType.Float, -1)));
    }

    [Fact]
    public void AnotherTypeOrShape_IsRefused()
    {
        Write("input_0.pb", Floats("a", [2], 1, 2));
        Faults.One("POB5113", () => Read(new TensorSpec("a", TensorElementType.Int64, -1)));
        Faults.One("POB5104", () => Read(new TensorSpec("a", TensorElementType.Float, 3)));
    }

    [Fact]
    public void NaN_IsRefused()
    {
        Write("input_0.pb", Floats("a", [2], 1, float.NaN));
        Faults.One("POB5109", () => Read(new TensorSpec("a", TensorElementType.Float, -1)));
    }

    private SampleSet Read(params TensorSpec[] inputs)
    {
        Directory.CreateDirectory(_folder.File("data"));
        return SampleSetReader.Read(new Located<string>("data", s_line), new DataSettings(), inputs, _folder.Path);
    }

    private void Write(string file, TensorProto tensor)
    {
        var path = _folder.File($"data/{file}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, tensor.ToByteArray());
    }

    private static TensorProto Floats(string name, long[] dims, params float[] values) =>
        new() { Name = name, Dims = { dims }, DataType = 1, FloatData = { values } };
}
