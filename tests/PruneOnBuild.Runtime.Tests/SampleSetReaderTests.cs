using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests;

public sealed class SampleSetReaderTests : IDisposable
{
    private static readonly SourceLocation s_line = new("prune.yaml", 12, 20);
    private static readonly TensorSpec s_image = new("input", TensorElementType.Float, -1, 3, 4, 4);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheOnlyArray_FeedsTheOnlyInput_WithLabelsBesideIt()
    {
        Write(("images", Npy.Of("<f4", Ramp(5 * 48), 5, 3, 4, 4)), ("labels", Npy.Of("<i8", [0L, 1, 2, 3, 4], 5)));

        var set = Read();

        Assert.Equal(5, set.Count);
        Assert.Null(set.FixedBatch);
        Assert.Equal([0L, 1, 2, 3, 4], set.Labels!.Classes!.Value.ToArray());
        Assert.Equal([_folder.File("data.npz")], set.Files.ToArray());
        Assert.Equal(64, set.Hash.Length);
        var batch = set.Batch(3, 10);
        Assert.Equal((3, 2, 2), (batch.Start, batch.Count, batch.Rows));
        Assert.Equal("float32[2,3,4,4]", batch.Feeds["input"].ToString());
        Assert.Equal(Ramp(5 * 48)[(3 * 48)..], batch.Feeds["input"].Values<float>().ToArray());
    }

    [Fact]
    public void Hash_ChangesWithOneByte()
    {
        Write(("x", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)));
        var before = Read().Hash;
        Write(("x", Npy.Of("<f4", [.. Ramp(47), 0.5f], 1, 3, 4, 4)));

        Assert.NotEqual(before, Read().Hash);
    }

    [Fact]
    public void Batches_CoverTheSetOnce()
    {
        Write(("x", Npy.Of("<f4", Ramp(7 * 48), 7, 3, 4, 4)));

        var set = Read();

        Assert.Equal([(0, 3), (3, 3), (6, 1)], set.Batches(3).Select(batch => (batch.Start, batch.Count)));
        Assert.Equal([(0, 3), (3, 2)], set.Batches(3, limit: 5).Select(batch => (batch.Start, batch.Count)));
    }

    [Fact]
    public void AFixedBatch_IsFilledUpWithTheLastSample()
    {
        Write(("x", Npy.Of("<f4", [1f, 2, 3], 3, 1)));

        var batches = Read(new TensorSpec("x", TensorElementType.Float, 2, 1)).Batches(32).ToArray();

        Assert.Equal([(0, 2, 2), (2, 1, 2)], batches.Select(batch => (batch.Start, batch.Count, batch.Rows)));
        Assert.Equal([3f, 3f], batches[1].Feeds["x"].Values<float>().ToArray());
    }

    [Fact]
    public void Bytes_ArePreprocessedToTheInputsType()
    {
        Write(("x", Npy.Of("|u1", [.. Enumerable.Range(0, 48).Select(value => (byte)value)], 1, 4, 4, 3)));

        var set = Read(new TensorSpec("x", TensorElementType.Float16, 1, 3, 4, 4), Steps(new PreprocessStep.Scale(0.5), new PreprocessStep.Layout(TensorLayout.Nchw)));
        var fed = set.Batch(0, 1).Feeds["x"];

        Assert.Equal("float16[1,3,4,4]", fed.ToString());
        Assert.Equal((Half)0.5f, fed.Values<Half>()[16]);
        Assert.Equal((Half)1.5f, fed.Values<Half>()[1]);
    }

    [Fact]
    public void SeveralInputs_GoByNameAndByMap_AndOnlyImagesArePreprocessed()
    {
        Write(
            ("picture", Npy.Of("|u1", new byte[] { 10, 20 }, 2, 1, 1, 1)),
            ("limit", Npy.Of("<f4", [7f, 8f], 2)));
        var data = Steps(new PreprocessStep.Scale(0.1)) with
        {
            Inputs = ImmutableDictionary<string, Located<ImmutableArray<string>>>.Empty.Add("image", new(["picture"], s_line)),
        };

        var feeds = Read(
            [new TensorSpec("image", TensorElementType.Float, -1, 1, 1, 1), new TensorSpec("limit", TensorElementType.Float, -1, 1)], data)
            .Batch(0, 2).Feeds;

        Assert.Equal([1f, 2f], feeds["image"].Values<float>().ToArray());
        Assert.Equal([7f, 8f], feeds["limit"].Values<float>().ToArray());
    }

    [Fact]
    public void MissingFile_NamesTheNearestOne()
    {
        Write(("x", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)));

        var fault = Faults.One("POB5101", () => Read(path: "dta.npz"));

        Assert.Equal(s_line, fault.Location);
        Assert.Contains("'dta.npz'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'data.npz'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownFormat_IsRefused()
    {
        File.WriteAllText(_folder.File("data.txt"), "1 2 3");
        Faults.One("POB5112", () => Read(path: "data.txt"));
    }

    [Fact]
    public void TruncatedArchive_IsRefusedAtTheFile()
    {
        Write(("x", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)));
        File.WriteAllBytes(_folder.File("data.npz"), File.ReadAllBytes(_folder.File("data.npz"))[..100]);

        Assert.Equal(_folder.File("data.npz"), Faults.One("POB5102", () => Read()).Location.File);
    }

    [Fact]
    public void NoSuchArray_ListsWhatIsThere()
    {
        Write(("a", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)), ("b", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)));

        var fault = Faults.One("POB5103", () => Read());

        Assert.Contains("'a', 'b'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("inputs: { input: ... }", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MappedInputThatTheModelLacks_IsRefusedAtItsLine()
    {
        Write(("x", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)));
        var line = new SourceLocation("prune.yaml", 14, 3);
        var data = new DataSettings
        {
            Inputs = ImmutableDictionary<string, Located<ImmutableArray<string>>>.Empty.Add("imput", new(["x"], line)),
        };

        Assert.Equal(line, Faults.One("POB5115", () => Read(data: data)).Location);
    }

    [Fact]
    public void ChannelsLastSamples_GetTheLayoutStepSuggested()
    {
        Write(("x", Npy.Of("|u1", new byte[2 * 48], 2, 4, 4, 3)));

        var fault = Faults.One("POB5104", () => Read());

        Assert.Equal(s_line, fault.Location);
        Assert.Contains("uint8[2,4,4,3]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("[?,3,4,4]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("layout: NCHW", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChannelsFirstSamplesWithALayoutStep_AreToldToRemoveIt()
    {
        Write(("x", Npy.Of("<f4", Ramp(2 * 60), 2, 3, 4, 5)));

        var fault = Faults.One("POB5104", () => Read(
            [new TensorSpec("input", TensorElementType.Float, -1, 3, 4, 5)], Steps(new PreprocessStep.Layout(TensorLayout.Nchw))));

        Assert.Contains("remove it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ZeroSamples_AreRefused()
    {
        Write(("x", Npy.Of("<f4", Array.Empty<float>(), 0, 3, 4, 4)));
        Faults.One("POB5105", () => Read());
    }

    [Fact]
    public void FewerLabelsThanSamples_AreRefused()
    {
        Write(("x", Npy.Of("<f4", Ramp(96), 2, 3, 4, 4)), ("labels", Npy.Of("<i8", [1L], 1)));

        var fault = Faults.One("POB5108", () => Read());

        Assert.Contains("int64[1]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2 samples", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NotFiniteData_IsRefusedWithItsIndex(float bad)
    {
        var values = Ramp(96);
        values[48 + 5] = bad;
        Write(("x", Npy.Of("<f4", values, 2, 3, 4, 4)));

        var fault = Faults.One("POB5109", () => Read());

        Assert.Contains("sample 1, element 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NotFiniteHalves_AreRefused()
    {
        Write(("x", Npy.Of("<f2", [(Half)1, Half.NaN], 2, 1)));
        Faults.One("POB5109", () => Read(new TensorSpec("x", TensorElementType.Float, -1, 1)));
    }

    [Fact]
    public void TextArray_IsRefused()
    {
        Write(("x", Npy.Bytes("<U4", new byte[16], [1])));
        Faults.One("POB5110", () => Read());
    }

    [Theory]
    [InlineData(300.0)]
    [InlineData(1.5)]
    [InlineData(-1.0)]
    public void ValuesThatTheInputCannotHold_AreRefused(double value)
    {
        Write(("x", Npy.Of("<f8", [1.0, value], 2, 1)));
        var set = Read(new TensorSpec("x", TensorElementType.UInt8, -1, 1));

        var fault = Faults.One("POB5113", () => set.Batch(0, 2));

        Assert.Contains("sample 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DifferentNumbersOfSamples_AreRefused()
    {
        Write(("a", Npy.Of("<f4", [1f], 1, 1)), ("b", Npy.Of("<f4", [1f, 2f], 2, 1)));
        Faults.One("POB5114", () => Read(
            [new TensorSpec("a", TensorElementType.Float, -1, 1), new TensorSpec("b", TensorElementType.Float, -1, 1)], new DataSettings()));
    }

    [Fact]
    public void CalibrationData_NeverReadsItsLabels()
    {
        Write(("x", Npy.Of("<f4", Ramp(48), 1, 3, 4, 4)), ("labels", Npy.Bytes("<U4", new byte[16], [1])));

        var set = SampleSetReader.Read(new Located<string>("data.npz", s_line), new DataSettings(), [s_image], _folder.Path, withLabels: false);

        Assert.Null(set.Labels);
    }

    [Fact]
    public void LabelsThatAreNoWholeNumbers_AreValuesButNoClasses()
    {
        Write(("x", Npy.Of("<f4", [1f, 2f], 2, 1)), ("labels", Npy.Of("<f4", [0.5f, 1f], 2, 1)));

        var labels = Read(new TensorSpec("x", TensorElementType.Float, -1, 1)).Labels!;

        Assert.Null(labels.Classes);
        Assert.Equal([0.5f], labels.ValuesOf(0, output: 0).ToArray());
    }

    [Fact]
    public void NpyFile_IsOneArrayWithoutLabels()
    {
        File.WriteAllBytes(_folder.File("x.npy"), Npy.Of("<f4", Ramp(48), 1, 3, 4, 4));

        var set = Read(path: "x.npy");

        Assert.Equal(1, set.Count);
        Assert.Null(set.Labels);
    }

    private SampleSet Read(TensorSpec? input = null, DataSettings? data = null, string path = "data.npz") =>
        Read([input ?? s_image], data ?? new DataSettings(), path);

    private SampleSet Read(IReadOnlyList<TensorSpec> inputs, DataSettings data, string path = "data.npz") =>
        SampleSetReader.Read(new Located<string>(path, s_line), data, inputs, _folder.Path);

    private void Write(params (string Name, byte[] Npy)[] arrays)
    {
        File.Delete(_folder.File("data.npz"));
        Npy.Zip(_folder.File("data.npz"), arrays);
    }

    private static DataSettings Steps(params PreprocessStep[] steps) =>
        new() { Preprocess = [.. steps.Select(step => new Located<PreprocessStep>(step, s_line))] };

    private static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(index => index / 8f)];
}
