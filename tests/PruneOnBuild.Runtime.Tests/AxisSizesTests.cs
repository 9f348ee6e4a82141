using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime.Tests.Samples;

namespace PruneOnBuild.Runtime.Tests;

public class AxisSizesTests
{
    private static readonly TensorSpec[] s_inputs =
    [
        new("a", TensorElementType.Float, [-1, -1, 3], ["batch", "seq", ""]), new("b", TensorElementType.Int64, [-1, -1], ["batch", "other"]),
    ];

    [Fact]
    public void OpenAxes_GetTheirSizes_ByName()
    {
        var sized = AxisSizes.Of(s_inputs, Axes("seq", 128));

        Assert.Equal([-1, 128, 3], sized[0].Dims.ToArray());
        Assert.Equal([-1, -1], sized[1].Dims.ToArray());
        Assert.Equal([1, 128, 3], RandomInputs.For(sized, seed: 0)["a"].Dims.ToArray());
    }

    [Fact]
    public void AxisThatNoInputHas_IsRefusedAtItsLine()
    {
        var fault = Faults.One("POB5140", () => AxisSizes.Of(s_inputs, Axes("sequence", 128)));

        Assert.Equal(FormatFolder.Line, fault.Location);
        Assert.Contains("'batch', 'seq', 'other'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DataOfAnotherSize_DoesNotFit()
    {
        using var folder = new FormatFolder();
        folder.Write("d.jsonl", "{\"b\": [1, 2, 3]}\n");

        Assert.Equal("int64[1,3]", folder.Read("d.jsonl", FormatFolder.Settings(), s_inputs[1]).Batch(0, 1).Feeds["b"].ToString());
        Faults.One("POB5104", () => folder.Read("d.jsonl", FormatFolder.Settings() with { Axes = Axes("other", 4) }, s_inputs[1]));
    }

    private static ImmutableDictionary<string, Located<int>> Axes(string name, int size) =>
        ImmutableDictionary<string, Located<int>>.Empty.Add(name, new(size, FormatFolder.Line));
}
