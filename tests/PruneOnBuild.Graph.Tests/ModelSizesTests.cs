using System.IO.Compression;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests;

public sealed class ModelSizesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parameters_AreTheNumbersOfWeights_NotOfShapes()
    {
        var sizes = Sizes(TinyModel.Input("x", 1, 3, 4, 4).Conv("conv", 2).Reshape(1, -1));

        // 2 * 3 * 3 * 3 weights and 2 biases; the reshape's target is no weight.
        Assert.Equal(56, sizes.Parameters);
        Assert.Equal(0, sizes.ZeroShare);
    }

    [Theory]
    [InlineData(DataType.Float)]
    [InlineData(DataType.Float16)]
    [InlineData(DataType.Bfloat16)]
    [InlineData(DataType.Double)]
    [InlineData(DataType.Int8)]
    [InlineData(DataType.Int4)]
    public void Zeros_AreCountedInEveryType_WithEitherSign(DataType type)
    {
        var sizes = Sizes(TinyModel.Of(type).AlsoInput("x", 1).Weight("w", [8], 0, 1, 0, 2, 0, 3, -0f, 4).Relu());

        Assert.Equal((8, 4, 0.5), (sizes.Parameters, sizes.Zeros, sizes.ZeroShare));
    }

    [Fact]
    public void FileBytes_HoldTheDataFileToo_AndZeroesZipWell()
    {
        var model = TinyModel.Input("x", 1, 3).Weight("w", [100, 100], new float[10_000]).Relu()
            .Edit(proto => proto.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External);
        var sizes = Sizes(model);

        Assert.Equal(new FileInfo(_folder.File("m.onnx")).Length + 40_000, sizes.FileBytes);
        Assert.InRange(sizes.ZippedBytes, 1, 1000);
        Assert.Equal(1, sizes.ZeroShare);
    }

    [Fact]
    public void ZippedBytes_AreWhatDeflateMakesOfTheFile()
    {
        var sizes = Sizes(TinyModel.Input("x", 1, 3, 4, 4).Conv("conv", 16));
        using var zipped = new MemoryStream();
        using (var deflate = new DeflateStream(zipped, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(File.ReadAllBytes(_folder.File("m.onnx")));

        Assert.Equal(zipped.Length, sizes.ZippedBytes);
    }

    private ModelSizes Sizes(TinyModel model)
    {
        OnnxWriter.Write(model.Output("y"), _folder.File("m.onnx"));
        return ModelSizes.Of(OnnxReader.Read(_folder.File("m.onnx")));
    }
}
