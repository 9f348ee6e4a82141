using System.Security.Cryptography;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;
using DataLocation = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataLocation;

namespace PruneOnBuild.Graph.Tests;

/// <summary>conv.weight [2, 3, 3, 3] is 216 bytes of float, kept in weights.bin from byte 8 on.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private const int Offset = 8;
    private const int Length = 216;

    private readonly TemporaryFolder _folder = new();
    private readonly ModelGraph _embedded = TinyModel.Input("x", 1, 3, 4, 4).Conv("conv", 2).Output("y");

    private string ModelFile => _folder.File("model.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensor_CarriesTheBytesOfItsFile_AndStaysMarked()
    {
        WriteExternal();

        var weight = OnnxReader.Read(ModelFile).Constant("conv.weight")!;

        Assert.Equal(TensorReader.Floats(_embedded.Constant("conv.weight")!), TensorReader.Floats(weight));
        Assert.Equal(DataLocation.External, weight.DataLocation);
    }

    [Fact]
    public void LengthAndOffsetLeftOut_MeanTheWholeFile()
    {
        WriteExternal(("location", "weights.bin"));
        File.WriteAllBytes(_folder.File("weights.bin"), Bytes());

        Assert.Equal(Bytes(), OnnxReader.Read(ModelFile).Constant("conv.weight")!.RawData.ToByteArray());
    }

    [Fact]
    public void Save_WritesADataFileOfItsOwn_AndTheModelFileStaysSmall()
    {
        WriteExternal();
        var loaded = OnnxReader.Read(ModelFile);
        var saved = _folder.File("out/pruned.onnx");
        OnnxWriter.Write(loaded, saved);

        Assert.Equal(Bytes(), File.ReadAllBytes(OnnxWriter.DataPath(saved)));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.File("out")).Length);
        var raw = ModelProto.Parser.ParseFrom(File.ReadAllBytes(saved)).Graph.Initializer[0];
        Assert.False(raw.HasRawData);
        Assert.Equal([("location", "pruned.onnx.data"), ("offset", "0"), ("length", "216")], raw.ExternalData.Select(entry => (entry.Key, entry.Value)));

        var again = OnnxReader.Read(saved);
        OnnxWriter.Write(again, _folder.File("out2/pruned.onnx"));
        Assert.Equal(File.ReadAllBytes(saved), File.ReadAllBytes(_folder.File("out2/pruned.onnx")));
        Assert.Equal(Bytes(), File.ReadAllBytes(_folder.File("out2/pruned.onnx.data")));
    }

    [Fact]
    public void SaveOverTheSource_ReplacesBothFiles()
    {
        WriteExternal();
        OnnxWriter.Write(OnnxReader.Read(ModelFile), ModelFile);
        var cut = OnnxReader.Read(ModelFile).Proto.Clone();
        cut.Graph.Initializer[0] = TensorWriter.WithFloats(cut.Graph.Initializer[0], [2, 3, 3, 3], new float[54]);
        OnnxWriter.Write(new ModelGraph(cut, ModelFile), ModelFile);

        Assert.All(TensorReader.Floats(OnnxReader.Read(ModelFile).Constant("conv.weight")!), value => Assert.Equal(0, value));
        Assert.Equal(["model.onnx", "model.onnx.data", "weights.bin"],
            Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void ModelThatCannotBeReplaced_KeepsItsDataFileToo()
    {
        WriteExternal();
        var graph = OnnxReader.Read(ModelFile);
        Directory.CreateDirectory(_folder.File("out/pruned.onnx"));
        File.WriteAllText(_folder.File("out/pruned.onnx.data"), "before");

        Assert.Throws<PruneOnBuildException>(() => OnnxWriter.Write(graph, _folder.File("out/pruned.onnx")));

        Assert.Equal("before", File.ReadAllText(_folder.File("out/pruned.onnx.data")));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.File("out")).Length);
    }

    [Fact]
    public void DataFileThatCannotBeWritten_LeavesThePreviousModel()
    {
        WriteExternal();
        var graph = OnnxReader.Read(ModelFile);
        Directory.CreateDirectory(_folder.File("out/pruned.onnx.data"));
        File.WriteAllText(_folder.File("out/pruned.onnx"), "before");

        var exception = Assert.Throws<PruneOnBuildException>(() => OnnxWriter.Write(graph, _folder.File("out/pruned.onnx")));

        Assert.Equal("POB2012", exception.Diagnostics[0].Code);
        Assert.Equal("before", File.ReadAllText(_folder.File("out/pruned.onnx")));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.File("out")).Length);
    }

    [Fact]
    public void Bytes_InOnePieceForASession_AreTheEmbeddedModel()
    {
        WriteExternal();

        var bytes = OnnxWriter.ToBytes(OnnxReader.Read(ModelFile).Proto, ModelFile);

        Assert.Equal(_embedded.Proto, ModelProto.Parser.ParseFrom(bytes));
    }

    [Fact]
    public void LargeTensors_StartOnAPage_AndSmallOnesOnALine()
    {
        var graph = TinyModel.Input("x", 1, 3).Weight("small", [3]).Weight("large", [512, 512]).Weight("last", [5]).Relu()
            .Edit(model =>
            {
                foreach (var tensor in model.Graph.Initializer) tensor.DataLocation = DataLocation.External;
            }).Output("y");
        OnnxWriter.Write(graph, ModelFile);

        var tensors = ModelProto.Parser.ParseFrom(File.ReadAllBytes(ModelFile)).Graph.Initializer;
        Assert.Equal(["0", "4096", $"{4096 + (1 << 20)}"], tensors.Select(tensor => tensor.ExternalData.Single(entry => entry.Key == "offset").Value));
        Assert.Equal(graph.Proto.Graph.Initializer.Select(TensorReader.Floats), OnnxReader.Read(ModelFile).Graph.Initializer.Select(TensorReader.Floats));
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("sub/../../weights.bin")]
    [InlineData("..\\weights.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\weights.bin")]
    public void Rejects_LocationOutsideTheFolder(string location)
    {
        WriteExternal(("location", location));

        Assert.Contains(location, Refused("POB2010"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Rejects_SymbolicLinkThatLeavesTheFolder_AndFollowsOneThatStays()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        using var elsewhere = new TemporaryFolder();
        File.WriteAllBytes(elsewhere.File("weights.bin"), Bytes());
        WriteExternal(("location", "linked/weights.bin"));
        Directory.CreateSymbolicLink(_folder.File("linked"), elsewhere.Path);
        Refused("POB2010");

        Directory.Delete(_folder.File("linked"));
        Directory.CreateDirectory(_folder.File("inside"));
        File.WriteAllBytes(_folder.File("inside/weights.bin"), Bytes());
        Directory.CreateSymbolicLink(_folder.File("linked"), "inside");
        Assert.Equal(Bytes(), OnnxReader.Read(ModelFile).Constant("conv.weight")!.RawData.ToByteArray());
    }

    [SkippableFact]
    public void Rejects_LinksInACircle()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        WriteExternal(("location", "a/weights.bin"));
        Directory.CreateSymbolicLink(_folder.File("a"), "b");
        Directory.CreateSymbolicLink(_folder.File("b"), "a");

        Refused("POB2011");
    }

    [Fact]
    public void Rejects_MissingFile()
    {
        WriteExternal();
        File.Delete(_folder.File("weights.bin"));

        Refused("POB2011");
    }

    [Theory]
    [InlineData("9", "216")]
    [InlineData("9223372036854775807", "216")]
    public void Rejects_FileThatIsTooShort(string offset, string length)
    {
        WriteExternal(("location", "weights.bin"), ("offset", offset), ("length", length));

        Assert.Contains("it has 224 bytes, but 216 from offset", Refused("POB2011"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8", "215")]
    [InlineData("8", "9223372036854775807")]
    [InlineData("-1", "216")]
    [InlineData("eight", "216")]
    public void Rejects_NumbersThatDoNotFitTheTensor(string offset, string length)
    {
        WriteExternal(("location", "weights.bin"), ("offset", offset), ("length", length));

        Refused("POB2009");
    }

    [Fact]
    public void Rejects_MissingLocation()
    {
        WriteExternal(("offset", "8"));

        Refused("POB2009");
    }

    [Fact]
    public void Checksum_IsCompared()
    {
        WriteExternal(("location", "weights.bin"), ("offset", "8"), ("checksum", new string('0', 40)));
        Assert.Contains("SHA-1", Refused("POB2011"), StringComparison.Ordinal);

#pragma warning disable CA5350 // The format prescribes SHA-1.
        var right = Convert.ToHexString(SHA1.HashData(File.ReadAllBytes(_folder.File("weights.bin"))));
#pragma warning restore CA5350
        WriteExternal(("location", "weights.bin"), ("offset", "8"), ("checksum", right));
        Assert.NotNull(OnnxReader.Read(ModelFile).Constant("conv.weight"));
    }

    [Fact]
    public void TensorsThatShareBytes_ShareThemInMemory()
    {
        WriteExternal();
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(ModelFile));
        var twin = model.Graph.Initializer[0].Clone();
        twin.Name = "twin";
        model.Graph.Initializer.Add(twin);
        File.WriteAllBytes(ModelFile, model.ToByteArray());

        var graph = OnnxReader.Read(ModelFile);

        Assert.Same(graph.Initializer("conv.weight")!.RawData, graph.Initializer("twin")!.RawData);
    }

    private byte[] Bytes() => _embedded.Constant("conv.weight")!.RawData.ToByteArray();

    private void WriteExternal(params (string Key, string Value)[] entries)
    {
        if (entries.Length == 0) entries = [("location", "weights.bin"), ("offset", $"{Offset}"), ("length", $"{Length}")];
        var model = _embedded.Proto.Clone();
        var weight = model.Graph.Initializer[0];
        File.WriteAllBytes(_folder.File("weights.bin"), [.. new byte[Offset], .. weight.RawData]);
        weight.ClearRawData();
        weight.DataLocation = DataLocation.External;
        weight.ExternalData.Add(entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        File.WriteAllBytes(ModelFile, model.ToByteArray());
    }

    private string Refused(string code)
    {
        var exception = Assert.Throws<PruneOnBuildException>(() => OnnxReader.Read(ModelFile));
        Assert.Equal((code, ModelFile), (exception.Diagnostics[0].Code, exception.Diagnostics[0].Location.File));
        return exception.Message;
    }
}
