using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests;

/// <summary>Whatever a file holds, reading it gives a graph or one POB2 error that names the file.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ModelFile => _folder.File("model.onnx");

    public HostileFileTests() => File.WriteAllBytes(_folder.File("weights.bin"), new byte[16]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rejects_WhatIsNoFile()
    {
        Refused("POB2001", _folder.File("missing.onnx"));
        Refused("POB2001", _folder.Path);
        Refused("POB2001", "");
        Refused("POB2001", "a\0b");
    }

    [Fact]
    public void Rejects_WhatIsNoModel()
    {
        RefusedBytes("POB2002", []);
        RefusedBytes("POB2002", "version https://git-lfs.github.com/spec/v1"u8);
        RefusedBytes("POB2002", "PK\u0003\u0004 a zip"u8);
        RefusedBytes("POB2004", new StringStringEntryProto { Value = "a field of another type of message" }.ToByteArray());
    }

    [Fact]
    public void Rejects_NestingBeyondTheParsersLimit()
    {
        var graph = new GraphProto { Name = "innermost" };
        for (var depth = 0; depth < 60; depth++)
        {
            var node = new NodeProto { OpType = "If", Output = { "" } };
            node.SetGraph("then_branch", graph);
            graph = new GraphProto { Node = { node } };
        }

        Assert.Contains("100 levels", RefusedBytes("POB2002", Model(graph).ToByteArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_TensorsThatContradictThemselves()
    {
        Assert.Contains("negative dimension -3", RefusedTensor(new TensorProto { Dims = { 2, -3 }, DataType = 1 }), StringComparison.Ordinal);
        Assert.Contains("product is too large", RefusedTensor(new TensorProto { Dims = { long.MaxValue, 2 }, DataType = 1 }), StringComparison.Ordinal);
        Assert.Contains("product is too large", RefusedTensor(new TensorProto { Dims = { long.MaxValue / 2 }, DataType = 1, RawData = ByteString.CopyFrom(1) }), StringComparison.Ordinal);
        Assert.Contains("holds 4 bytes, but Float [3] takes 12", RefusedTensor(new TensorProto { Dims = { 3 }, DataType = 1, RawData = ByteString.CopyFrom(1, 2, 3, 4) }), StringComparison.Ordinal);
        Assert.Contains("holds 0 numbers", RefusedTensor(new TensorProto { Dims = { 1L << 40 }, DataType = 1 }), StringComparison.Ordinal);
        Assert.Contains("element type 99, which is unknown", RefusedTensor(new TensorProto { Dims = { 1 }, DataType = 99 }), StringComparison.Ordinal);
        Assert.Contains("element type 0", RefusedTensor(new TensorProto { Dims = { 1 } }), StringComparison.Ordinal);
        Assert.Contains("holds 1 strings", RefusedTensor(new TensorProto { Dims = { 2 }, DataType = (int)DataType.String, StringData = { ByteString.Empty } }), StringComparison.Ordinal);
        Assert.Contains("segments", RefusedTensor(new TensorProto { DataType = 1, FloatData = { 1 }, Segment = new TensorProto.Types.Segment() }), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_BadTensorInAnAttributeOfASubgraph()
    {
        var constant = new NodeProto { OpType = "Constant", Output = { "c" } };
        constant.SetTensor("value", new TensorProto { Name = "deep", Dims = { 5 }, DataType = 1 });
        var node = new NodeProto { OpType = "If" };
        node.SetGraph("then_branch", new GraphProto { Node = { constant } });

        Assert.Contains("'deep'", RefusedBytes("POB2009", Model(new GraphProto { Node = { node } }).ToByteArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void HugeNamesAndCycles_MakeShortMessages()
    {
        var ring = new GraphProto();
        for (var i = 0; i < 20_000; i++)
            ring.Node.Add(new NodeProto { OpType = "Neg", Name = $"n{i}", Input = { $"v{i}" }, Output = { $"v{(i + 1) % 20_000}" } });
        Assert.InRange(RefusedBytes("POB2006", Model(ring).ToByteArray()).Length, 1, 600);

        var longName = new GraphProto { Output = { new ValueInfoProto { Name = new string('v', 1_000_000) } } };
        Assert.InRange(RefusedBytes("POB2008", Model(longName).ToByteArray()).Length, 1, 600);

        var manyDims = new TensorProto { DataType = 1, FloatData = { 1, 2 }, Dims = { Enumerable.Repeat(1L, 100_000) } };
        Assert.InRange(RefusedTensor(manyDims).Length, 1, 600);
    }

    [Fact]
    public void EmptyTensorWithALargeDimension_IsNoError()
    {
        var graph = new GraphProto { Initializer = { new TensorProto { Name = "e", Dims = { 0, long.MaxValue, 4 }, DataType = 1 } } };
        File.WriteAllBytes(ModelFile, Model(graph).ToByteArray());

        Assert.NotNull(OnnxReader.Read(ModelFile).Initializer("e"));
    }

    [Fact]
    public void EveryTruncation_IsRefusedOrAWholeModel()
    {
        foreach (var bytes in Bases())
        {
            for (var length = 0; length < bytes.Length; length += 7) Survives(bytes[..length], $"cut to {length} bytes");
            Assert.True(Survives(bytes, "whole"), "the undamaged model loads");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DamagedBytes_AreRefusedOrAWholeModel(int seed)
    {
        var random = new Random(seed);
        var bases = Bases().ToArray();
        var whole = 0;
        for (var round = 0; round < 1000; round++)
        {
            if (Survives(Mutation.Of(bases[random.Next(bases.Length)], random), $"seed {seed}, round {round}")) whole++;
        }
        Assert.InRange(whole, 50, 950);
    }

    [SkippableFact]
    public void DamagedRealModels_AreRefusedOrWholeModels()
    {
        var models = Path.Combine(Shared.Require(), "models");
        var small = Directory.EnumerateFiles(models, "*.onnx", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length < 60_000).Order(StringComparer.Ordinal).ToArray();
        var random = new Random(5);
        foreach (var file in small)
        {
            var bytes = File.ReadAllBytes(file);
            for (var round = 0; round < 10; round++) Survives(Mutation.Of(bytes, random), $"{file}, round {round}");
        }
    }

    private static IEnumerable<byte[]> Bases()
    {
        var branch = TinyModel.Input("b", 1).Relu().Output("z").Graph.Clone();
        TinyModel[] models =
        [
            TinyModel.Input("x", 1, 2, 4, 4).Conv("conv", 3).BatchNorm("bn").Relu().As("skip").Conv("conv2", 3).Add("skip"),
            TinyModel.Of(DataType.Float16).AlsoInput("x", 1, 4).Gemm("fc", 3).Softmax(),
            TinyModel.Input("x", 1).Node("If", ["x"], ["r"], ("then_branch", branch), ("else_branch", branch.Clone())),
            TinyModel.Input("x", 4).Weight("w", [4]).Add("w").Edit(External),
        ];
        return models.Select(model => model.Output("y").Proto.ToByteArray());

        static void External(ModelProto model)
        {
            model.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External;
            model.Graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        }
    }

    /// <summary>Whether the bytes are read as a graph; such a graph must also save and load again.</summary>
    private bool Survives(byte[] bytes, string situation)
    {
        File.WriteAllBytes(ModelFile, bytes);
        try
        {
            var saved = _folder.File("saved.onnx");
            OnnxWriter.Write(OnnxReader.Read(ModelFile), saved);
            OnnxReader.Read(saved);
            return true;
        }
        catch (PruneOnBuildException exception)
        {
            Assert.StartsWith("POB2", exception.Diagnostics[0].Code, StringComparison.Ordinal);
            Assert.Equal(ModelFile, exception.Diagnostics[0].Location.File);
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{situation} escaped as {exception.GetType().Name}", exception);
        }
    }

    private static ModelProto Model(GraphProto graph) =>
        new() { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };

    private string RefusedTensor(TensorProto tensor)
    {
        tensor.Name = "w";
        return RefusedBytes("POB2009", Model(new GraphProto { Initializer = { tensor } }).ToByteArray());
    }

    private string RefusedBytes(string code, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(ModelFile, bytes);
        return Refused(code, ModelFile);
    }

    private static string Refused(string code, string path)
    {
        var exception = Assert.Throws<PruneOnBuildException>(() => OnnxReader.Read(path));
        var diagnostic = Assert.Single(exception.Diagnostics);
        Assert.Equal((code, path), (diagnostic.Code, diagnostic.Location.File));
        Assert.DoesNotContain('\n', diagnostic.Message);
        return diagnostic.Message;
    }
}
