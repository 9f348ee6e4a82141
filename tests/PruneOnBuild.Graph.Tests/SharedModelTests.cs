using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;
using Xunit.Abstractions;

namespace PruneOnBuild.Graph.Tests;

/// <summary>Real models of many exporters: load, save, load again.</summary>
public class SharedModelTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void EveryModel_SurvivesLoadAndSave_AndTheSecondSaveHasEqualBytes()
    {
        var models = Path.Combine(Shared.Require(), "models");
        var files = Directory.EnumerateFiles(models, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        using var folder = new TemporaryFolder();
        var refused = new List<string>();

        foreach (var file in files)
        {
            if (TryRead(file, refused) is { } graph) AssertRoundTrip(graph, folder.NewFolder());
        }

        output.WriteLine($"{files.Length - refused.Count} of {files.Length} models load, save and load equal; {refused.Count} refused");
        foreach (var reason in refused) output.WriteLine(reason.Replace(models, "", StringComparison.Ordinal));
        Assert.True(files.Length - refused.Count >= 60, $"only {files.Length - refused.Count} models load");
    }

    private static ModelGraph? TryRead(string file, List<string> refused)
    {
        try
        {
            return OnnxReader.Read(file);
        }
        catch (PruneOnBuildException exception)
        {
            Assert.All(exception.Diagnostics, diagnostic => Assert.Equal(file, diagnostic.Location.File));
            refused.Add(exception.Message);
            return null;
        }
    }

    private static void AssertRoundTrip(ModelGraph graph, string folder)
    {
        var first = Path.Combine(folder, "first", "model.onnx");
        var second = Path.Combine(folder, "second", "model.onnx");
        OnnxWriter.Write(graph, first);
        var again = OnnxReader.Read(first);
        OnnxWriter.Write(again, second);

        // Where external data lies is the writer's choice; all else is the model.
        Assert.True(WithoutPlaces(graph.Proto).Equals(WithoutPlaces(again.Proto)), $"{graph.Path} changed on its way through a file");
        Assert.True(File.ReadAllBytes(first).SequenceEqual(File.ReadAllBytes(second)), $"{graph.Path} is saved differently the second time");
        Assert.Equal(File.Exists(OnnxWriter.DataPath(first)), File.Exists(OnnxWriter.DataPath(second)));
        if (File.Exists(OnnxWriter.DataPath(first)))
            Assert.True(File.ReadAllBytes(OnnxWriter.DataPath(first)).SequenceEqual(File.ReadAllBytes(OnnxWriter.DataPath(second))));
    }

    private static ModelProto WithoutPlaces(ModelProto model)
    {
        var copy = model.Clone();
        foreach (var tensor in copy.Graph.Initializer) tensor.ExternalData.Clear();
        return copy;
    }
}
