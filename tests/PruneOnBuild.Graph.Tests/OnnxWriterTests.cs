using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests;

public sealed class OnnxWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static TinyModel Model(int seed = 1) =>
        TinyModel.Input("x", 1, 3, 4, 4).Seed(seed).Conv("conv", 2).Relu().Edit(model =>
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = "author", Value = "someone" });
            model.ProducerName = "tests";
            model.ModelVersion = 0;
        });

    [Fact]
    public void LoadSaveLoad_IsTheIdentity_AndEqualModelsGiveEqualBytes()
    {
        var graph = Model().Output("y");
        OnnxWriter.Write(graph, _folder.File("a.onnx"));
        var loaded = OnnxReader.Read(_folder.File("a.onnx"));
        OnnxWriter.Write(loaded, _folder.File("b.onnx"));

        Assert.Equal(graph.Proto, loaded.Proto);
        Assert.True(loaded.Proto.HasModelVersion && !loaded.Proto.HasDocString, "presence of fields is part of the model");
        Assert.Equal(File.ReadAllBytes(_folder.File("a.onnx")), File.ReadAllBytes(_folder.File("b.onnx")));
    }

    [Fact]
    public void UnknownFields_SurviveAtEveryLevel()
    {
        // Field 999, length-delimited, two bytes: as a later version of the format might add one.
        byte[] unknown = [0xBA, 0x3E, 2, 42, 43];
        var graph = Model().Edit(model =>
        {
            model.MergeFrom(unknown);
            model.Graph.MergeFrom(unknown);
            model.Graph.Node[0].MergeFrom(unknown);
            model.Graph.Node[0].Attribute[0].MergeFrom(unknown);
            model.Graph.Initializer[0].MergeFrom(unknown);
        }).Output("y");
        OnnxWriter.Write(graph, _folder.File("a.onnx"));

        var bytes = File.ReadAllBytes(_folder.File("a.onnx"));
        Assert.Equal(5, Occurrences(bytes, unknown));
        Assert.Equal(bytes, OnnxReader.Read(_folder.File("a.onnx")).Proto.ToByteArray());
    }

    [Fact]
    public void UnknownFieldOfATensor_SurvivesACut()
    {
        byte[] unknown = [0xBA, 0x3E, 2, 42, 43];
        var tensor = Model().Output("y").Initializer("conv.weight")!.Clone();
        tensor.MergeFrom(unknown);

        var cut = Graph.Tensors.TensorSlice.Gather(tensor, 0, [1]);

        Assert.Equal(1, Occurrences(cut.ToByteArray(), unknown));
    }

    [Fact]
    public void SavedFile_ReplacesTheOldOne_AndLeavesNothingElse()
    {
        OnnxWriter.Write(Model(seed: 1).Output("y"), _folder.File("m.onnx"));
        OnnxWriter.Write(Model(seed: 2).Output("y"), _folder.File("m.onnx"));

        Assert.Equal(Model(seed: 2).Output("y").Proto, OnnxReader.Read(_folder.File("m.onnx")).Proto);
        Assert.Equal([_folder.File("m.onnx")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void MissingFolder_IsMade()
    {
        OnnxWriter.Write(Model().Output("y"), _folder.File("a/b/m.onnx"));

        Assert.True(File.Exists(_folder.File("a/b/m.onnx")));
    }

    [Fact]
    public void Rejects_TargetThatIsAFolder_AndLeavesNothing()
    {
        Directory.CreateDirectory(_folder.File("m.onnx"));

        Refused("POB2012", _folder.File("m.onnx"));
        Assert.Equal([_folder.File("m.onnx")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Rejects_FolderThatIsAFile()
    {
        File.WriteAllText(_folder.File("file"), "");

        Refused("POB2012", _folder.File("file/m.onnx"));
    }

    [Fact]
    public void Rejects_NameTooLongForItsTemporaryOne_ButSaysTheNameThatWasAsked()
    {
        var path = _folder.File(new string('m', 250));

        var message = Refused("POB2012", path);

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", message, StringComparison.Ordinal);
    }

    private static int Occurrences(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> part)
    {
        var count = 0;
        for (var at = bytes.IndexOf(part); at >= 0; at = bytes.IndexOf(part))
        {
            count++;
            bytes = bytes[(at + part.Length)..];
        }
        return count;
    }

    private static string Refused(string code, string path)
    {
        var exception = Assert.Throws<PruneOnBuildException>(() => OnnxWriter.Write(Model().Output("y"), path));
        Assert.Equal((code, path), (exception.Diagnostics[0].Code, exception.Diagnostics[0].Location.File));
        return exception.Diagnostics[0].Message;
    }
}
