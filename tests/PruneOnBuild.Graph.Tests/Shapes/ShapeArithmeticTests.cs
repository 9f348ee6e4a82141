using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Shapes;

/// <summary>Graphs that compute shapes from shapes, as exporters write them.</summary>
public class ShapeArithmeticTests
{
    [Fact]
    public void FlattenWrittenAsShapeGatherConcatReshape_KeepsTheBatch()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", -1, 8, 4, 4).Longs("zero", 0).Longs("rest", -1)
            .Node("Shape", ["x"], ["s"]).Node("Gather", ["s", "zero"], ["n1"])
                .Node("Concat", ["n1", "rest"], ["target"], ("axis", 0))
            .Node("Reshape", ["x", "target"], ["y"]).Build());

        Assert.Equal("Float[n,128]", table.Of("y")!.ToString());
    }

    [Fact]
    public void HeadsOfAttention_ComeBackTogether()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", -1, 10, 48).Longs("heads", 0, 0, 4, -1).Longs("zero", 0)
            .Longs("hidden", 48).Longs("two", 2)
            .Node("Reshape", ["x", "heads"], ["split"]).Node("Transpose", ["split"], ["t"], ("perm", new long[] { 0, 2, 1, 3 }))
            .Node("Transpose", ["t"], ["back"], ("perm", new long[] { 0, 2, 1, 3 }))
            .Node("Shape", ["back"], ["s"]).Node("Slice", ["s", "zero", "two", "zero"], ["front"])
            .Node("Concat", ["front", "hidden"], ["target"], ("axis", 0)).Node("Reshape", ["back", "target"], ["y"]).Build());

        Assert.Equal("Float[n,4,10,12]", table.Of("t")!.ToString());
        Assert.Equal("Float[n,10,48]", table.Of("y")!.ToString());
    }

    [Fact]
    public void SizesScaledThroughFloats_AreThoseOfTheResize()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", 1, 3, 5, 7).Weight("scale", [2], 1.5f, 2f).Longs("two", 2)
            .Longs("four", 4).Longs("lead", 1, 3)
            .Node("Shape", ["x"], ["s"]).Node("Slice", ["s", "two", "four"], ["hw"]).Node("Cast", ["hw"], ["f"], ("to", 1))
            .Node("Mul", ["f", "scale"], ["scaled"]).Node("Floor", ["scaled"], ["whole"])
                .Node("Cast", ["whole"], ["sizes"], ("to", 7))
            .Node("Concat", ["lead", "sizes"], ["all"], ("axis", 0)).Node("Resize", ["x", "", "", "all"], ["y"]).Build());

        Assert.Equal([1, 3, 7, 14], table.IntsOf("all")!);
        Assert.Equal("Float[1,3,7,14]", table.Of("y")!.ToString());
    }

    [Fact]
    public void ExpandGuardedByWhereEqualMinusOne_TakesTheShape()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", -1, 1).Longs("minus", -1).Longs("four", 4).Longs("zero", 0)
            .Longs("ones", 1, 1)
            .Node("Shape", ["x"], ["s"]).Node("Gather", ["s", "zero"], ["n1"])
                .Node("Concat", ["n1", "four"], ["target"], ("axis", 0))
            .Node("Equal", ["target", "minus"], ["open"]).Node("Where", ["open", "ones", "target"], ["chosen"])
            .Node("Expand", ["x", "chosen"], ["y"]).Build());

        Assert.Equal("Float[n,4]", table.Of("y")!.ToString());
    }

    [Fact]
    public void PadsBuiltPairwiseAndReversed_AreRead()
    {
        // How one exporter turns [left, right, top, bottom] into ONNX's begins and ends.
        var table = ShapeInference.Infer(TinyModel.Input("x", 1, 3, 8, 8).Longs("given", 1, 2, 3, 4, 0, 0, 0, 0)
            .Longs("pairs", -1, 2).Longs("flat", -1)
            .Longs("start", -1).Longs("end", long.MinValue).Longs("axis", 0).Longs("step", -1)
            .Node("Reshape", ["given", "pairs"], ["p"]).Node("Slice", ["p", "start", "end", "axis", "step"], ["r"])
            .Node("Transpose", ["r"], ["t"], ("perm", new long[] { 1, 0 })).Node("Reshape", ["t", "flat"], ["pads"])
                .Node("Pad", ["x", "pads"], ["y"]).Build());

        Assert.Equal([0, 0, 3, 1, 0, 0, 4, 2], table.IntsOf("pads")!);
        Assert.Equal("Float[1,3,15,11]", table.Of("y")!.ToString());
    }

    [Fact]
    public void PartOfADynamicCache_IsCutByTheSameSymbols()
    {
        var table = ShapeInference.Infer(TinyModel.Input("past", 1, -1)
            .AlsoInput("fresh", 1, 3).Longs("last", 1).Longs("far", long.MaxValue).Longs("one", 1)
            .Node("Concat", ["past", "fresh"], ["all"], ("axis", 1)).Node("Shape", ["past"], ["s"])
                .Node("Gather", ["s", "one"], ["from"])
            .Node("Slice", ["all", "from", "far", "last"], ["y"]).Build());

        Assert.Equal("Float[1,n+3]", table.Of("all")!.ToString());
        Assert.Equal("Float[1,3]", table.Of("y")!.ToString());
    }

    [Fact]
    public void SymbolsAndInputShapes_BecomeNumbers()
    {
        var model = TinyModel.Input("x", -1, 4).Gemm("fc", 2).Output("y");

        Assert.Equal("Float[5,2]", ShapeInference.Infer(model, new Dictionary<string, long> { ["n"] = 5 }).Of("y")!.ToString());
        Assert.Equal("Float[7,2]", ShapeInference.Infer(model, inputShapes: new Dictionary<string, long[]> { ["x"] = [7,
            4] }).Of("y")!.ToString());
    }
}
