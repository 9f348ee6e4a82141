using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;
using Xunit.Abstractions;

namespace PruneOnBuild.Runtime.Tests;

/// <summary>Real models of many exporters through ONNX Runtime.</summary>
public class SharedModelTests(ITestOutputHelper output)
{
    private static readonly SessionSettings s_asWritten = new(Threads: 1, Optimize: false);

    [SkippableFact]
    public void SavedModels_GiveEqualOutputs()
    {
        var models = Path.Combine(Shared.Require(), "models");
        var files = Directory.EnumerateFiles(models, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        using var folder = new TemporaryFolder();
        var refused = new List<string>();
        var equal = 0;

        foreach (var file in files)
        {
            try
            {
                using var before = ModelSession.Open(file, s_asWritten);
                var feeds = Feeds(file, before);
                var expected = before.Run(feeds);
                var saved = Path.Combine(folder.NewFolder(), "model.onnx");
                OnnxWriter.Write(OnnxReader.Read(file), saved);
                using var after = ModelSession.Open(saved, s_asWritten);
                AssertEqual(file, expected, after.Run(feeds));
                equal++;
            }
            catch (PruneOnBuildException exception)
            {
                refused.Add($"{Path.GetRelativePath(models, file)}: {exception.Diagnostics[0].Code}: {exception.Diagnostics[0].Message}");
            }
        }

        output.WriteLine($"{equal} of {files.Length} models give equal outputs before and after saving; {refused.Count} do not run:");
        foreach (var reason in refused)
            output.WriteLine(reason.Replace(models, "", StringComparison.Ordinal));
        Assert.True(equal >= 60, $"only {equal} models ran");
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Mnist8_GivesItsPublishedOutputs(int set)
    {
        var models = Path.Combine(Shared.Require(), "models");
        using var session = ModelSession.Open(Path.Combine(models, "mnist_8.onnx"), new SessionSettings(Threads: 1));
        var place = new SourceLocation("prune.yaml", 1, 1);
        var samples = SampleSetReader.Read(
            new Located<string>(Path.Combine(models, "expected", "mnist_8"), place), new DataSettings(), session.Inputs, models);

        var actual = session.Run(samples.Batch(set, 1).Feeds)[0].Values<float>().ToArray();

        Assert.Equal(3, samples.Count);
        Assert.Equal(10, actual.Length);
        foreach (var (value, wanted) in actual.Zip(samples.Labels!.ValuesOf(set, output: 0).ToArray()))
            Assert.Equal(wanted, value, tolerance: 1e-3 * Math.Max(1, Math.Abs(wanted)));
    }

    // The data published with a model where there is some: random feeds do not suit every model.
    private static IReadOnlyDictionary<string, Tensor> Feeds(string file, ModelSession session)
    {
        var folder = Path.GetDirectoryName(file)!;
        var expected = Path.Combine(folder, "expected", Path.GetFileNameWithoutExtension(file));
        var published = Directory.Exists(Path.Combine(folder, "test_data_set_0")) ? folder
            : Directory.Exists(Path.Combine(expected, "test_data_set_0")) ? expected : null;
        return published is null
            ? RandomInputs.Suiting(session, seed: 11)
            : SampleSetReader.Read(
                new Located<string>(published, new SourceLocation(file)), new DataSettings(), session.Inputs, folder, withLabels: false)
                .Batch(0, 1).Feeds;
    }

    private static void AssertEqual(string file, IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (before, after) in expected.Zip(actual))
        {
            Assert.Equal(before.ToString(), after.ToString());
            if (before.ElementType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.String)
                Assert.Equal(before.Values<string>().ToArray(), after.Values<string>().ToArray());
            else
                Assert.True(before.Bytes.SequenceEqual(after.Bytes), $"{file} computes something else after saving");
        }
    }
}
