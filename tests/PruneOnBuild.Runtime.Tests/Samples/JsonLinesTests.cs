using Microsoft.ML.OnnxRuntime.Tensors;
using static PruneOnBuild.Runtime.Tests.Samples.FormatFolder;

namespace PruneOnBuild.Runtime.Tests.Samples;

public sealed class JsonLinesTests : IDisposable
{
    private readonly FormatFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NestedLists_GiveShapes_AndLabelsLieBeside()
    {
        _folder.Write("d.jsonl", "{\"input\": [[1, 2], [3, 4.5]], \"label\": 3}\n\n{\"label\": 1, \"input\": [[5, 6], [7, true]]}\r\n");

        var set = _folder.Read("d.jsonl", Settings() with { Labels = "label" }, Floats("x", -1, 2, 2));

        Assert.Equal("float32[2,2,2]", set.Batch(0, 9).Feeds["x"].ToString());
        Assert.Equal([1f, 2, 3, 4.5f, 5, 6, 7, 1], set.Batch(0, 2).Feeds["x"].Values<float>().ToArray());
        Assert.Equal([3L, 1], set.Labels!.Classes!.Value.ToArray());
    }

    [Fact]
    public void SeveralInputs_TextAndNumbers_GoByName()
    {
        _folder.Write("d.jsonl", "{\"text\": [\"a\", \"b\"], \"length\": 2, \"labels\": [0.5, 1]}\n{\"text\": [\"c\", \"d\"], \"length\": 1, \"labels\": [2, 3]}\n");

        var set = _folder.Read("d.jsonl", Settings(("words", ["text"])),
            new TensorSpec("words", TensorElementType.String, -1, 2), new TensorSpec("length", TensorElementType.Int32, -1));

        Assert.Equal(["c", "d"], set.Batch(1, 1).Feeds["words"].Values<string>().ToArray());
        Assert.Equal([2, 1], set.Batch(0, 2).Feeds["length"].Values<int>().ToArray());
        Assert.Null(set.Labels!.Classes);
        Assert.Equal([2f, 3], set.Labels.ValuesOf(1, 0).ToArray());
    }

    [Fact]
    public void LinesOfDifferentLength_AreFedAlone_WhereTheModelTakesThem()
    {
        _folder.Write("d.jsonl", "{\"ids\": [1, 2, 3]}\n{\"ids\": [4]}\n");

        var set = _folder.Read("d.jsonl", Settings(), new TensorSpec("ids", TensorElementType.Int64, -1, -1));

        Assert.Equal(1, set.FixedBatch);
        Assert.Equal(["int64[1,3]", "int64[1,1]"], set.Batches().Select(batch => batch.Feeds["ids"].ToString()));
        Faults.One("POB5136", () => _folder.Read("d.jsonl", Settings(), new TensorSpec("ids", TensorElementType.Int64, -1, 3)).Batches().ToList());
        Faults.One("POB5104", () => _folder.Read("d.jsonl", Settings(), new TensorSpec("ids", TensorElementType.Int64, 4, -1)));
    }

    [Theory]
    [InlineData("{\"x\": [1, 2]\n", 1, "it is no JSON")]
    [InlineData("{\"x\": [1, 2]}\n[1, 2]\n", 2, "it is no object")]
    [InlineData("{\"x\": [1, 2]}\n{\"y\": [1, 2]}\n", 2, "the field 'x' is missing")]
    [InlineData("{\"x\": [[1, 2], [3]]}\n", 1, "differ in length")]
    [InlineData("{\"x\": [1, \"2\"]}\n", 1, "holds a string where a finite number is needed")]
    [InlineData("{\"x\": [1, 1e999]}\n", 1, "where a finite number is needed")]
    [InlineData("{\"x\": []}\n", 1, "is an empty list")]
    public void LineThatCannotBeUsed_IsNamed(string text, int line, string words)
    {
        _folder.Write("d.jsonl", text);
        var fault = Faults.One("POB5132", () => _folder.Read("d.jsonl", Settings(), Floats("x", -1, 2)));
        Assert.Equal(line, fault.Location.Line);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JoinedFields_AreForColumnsOnly()
    {
        _folder.Write("d.jsonl", "{\"a\": 1, \"b\": 2}\n");
        Assert.Equal(Line, Faults.One("POB5138", () => _folder.Read("d.jsonl", Settings(("x", ["a", "b"])), Floats("x", -1, 2))).Location);
    }
}
