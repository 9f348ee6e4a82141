using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Whatever else hands on channels.</summary>
internal static partial class Zoo
{
    public static ModelGraph SpaceToDepth() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().Activation("SpaceToDepth", "fold", ("blocksize", 2)).Shaped(1, 32, 4, 4)
            .Conv("conv2", 4).Output("y");

    public static ModelGraph DepthToSpaceBothWays() =>
        TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 16).Relu().Activation("DepthToSpace", "unfold1", ("blocksize", 2)).Shaped(1, 4, 8, 8)
            .Conv("conv2", 12).Relu().Activation("DepthToSpace", "unfold2", ("blocksize", 2), ("mode", "CRD")).Shaped(1, 3, 16, 16)
            .Conv("conv3", 2).Output("y");

    public static ModelGraph TransposedInManyGroups() => TransposedGroups(groups: 4);

    public static ModelGraph TransposedInFewGroups() => TransposedGroups(groups: 2);

    public static ModelGraph ScaledImage() =>
        TinyModel.Input("x", 1, 3, 8, 8).Opset(9).Conv("conv1", 4)
            .Activation("ImageScaler", "shift", ("scale", 0.5f), ("bias", new[] { 0.1f, -0.2f, 0.3f, 0.4f }))
            .Activation("Affine", "affine", ("alpha", 2f), ("beta", 0.5f)).Conv("conv2", 3).Output("y");

    public static ModelGraph SampledByGrid() =>
        TinyModel.Input("x", 1, 3, 8, 8).AlsoInput("grid", 1, 5, 5, 2).From("x").Conv("conv1", 8)
            .Node("GridSample", "sample", ["conv1", "grid"], ["sample.out"]).Shaped(1, 8, 5, 5).Relu().Conv("conv2", 4).Output("y");

    public static ModelGraph DeformedConvolution() =>
        TinyModel.Input("x", 1, 3, 8, 8).Opset(19).Conv("offset", 18).As("offsets").From("x").Conv("conv1", 8).Relu().Weight("w", [6, 8, 3, 3]).Weight("b", [6])
            .Node("DeformConv", "deform", ["relu1", "w", "offsets", "b"], ["deform.out"], ("pads", s_pads)).Shaped(1, 6, 8, 8).Relu()
            .Conv("conv2", 4).Output("y");

    public static ModelGraph RegionsAligned() =>
        TinyModel.Input("x", 1, 3, 8, 8).Longs("batch", 0, 0).Weight("regions", [2, 4], 0, 0, 5, 5, 1, 2, 7, 7).Conv("conv1", 8)
            .Node("RoiAlign", "align", ["conv1", "regions", "batch"], ["align.out"], ("output_height", 3), ("output_width", 3)).Shaped(2, 8, 3, 3)
            .Conv("conv2", 4).Output("y");

    public static ModelGraph BlocksToImage() =>
        TinyModel.Input("x", 2, 6, 4).Longs("image", 4, 4).Longs("block", 2, 2).Weight("w", [12, 6])
            .Node("MatMul", "mm1", ["w", "x"], ["mm1.out"]).Shaped(2, 12, 4)
            .Node("Col2Im", "fold", ["mm1.out", "image", "block"], ["fold.out"], ("strides", new long[] { 2, 2 })).Shaped(2, 3, 4, 4)
            .Opset(18).Conv("conv2", 4).Output("y");

    public static ModelGraph SelectedElements() =>
        TinyModel.Input("x", 1, 3, 8, 8).Weight("low", [], 0f).Weight("high", [], 1f).Weight("zero", [1]).Conv("conv1", 8).As("features")
            .Node("Clip", "clip", ["features", "low", "high"], ["clip.out"]).As("clipped")
            .Node("Greater", "above", ["features", "zero"], ["above.out"]).Node("Where", "choose", ["above.out", "clipped", "features"], ["choose.out"])
            .Longs("k", 3).Node("TopK", "top", ["choose.out", "k"], ["top.out", "top.at"], ("axis", 2)).Shaped(1, 8, 3, 8)
            .Conv("conv2", 4).Output("y");

    private static ModelGraph TransposedGroups(int groups) =>
        TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 12).Relu().ConvTranspose("up", 8, group: groups).Relu().Conv("conv2", 4).Output("y");
}
