using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests;

/// <summary>One build for each format of data, from the policy to the verdict on what the models say about the samples.</summary>
public sealed class DataFormatTests : IDisposable
{
    private const string ToModel = "preprocess: [ { resize: { width: 8, height: 8 } }, { scale: 0.00392 }, { layout: NCHW } ]";

    private static readonly string s_pictures = Path.Combine(Repository.Root, "tests", "PruneOnBuild.Runtime.Tests", "Images", "Fixtures");

    private readonly Workspace _work = new();

    public DataFormatTests() => _work.Meters.IsAccuracyReal = true;

    public void Dispose() => _work.Dispose();

    [SkippableFact]
    public void Table_OfRealFlowers_IsJudgedByItsNamesOfSpecies()
    {
        var shared = Shared.Require();
        File.Copy(Path.Combine(shared, "models", "iris_mlp.onnx"), _work["Models/net.onnx"], overwrite: true);
        File.Copy(Path.Combine(shared, "data", "iris", "iris.csv"), _work["data/iris.csv"]);

        Passes(
            "evaluation: data/iris.csv, labels: Species, inputs: { input: [SepalLengthCm, SepalWidthCm, PetalLengthCm, PetalWidthCm] }",
            "metric: top1, min: 0.98");

        Assert.Equal((96, 95, 95), (_work.Meters.MeasuredAccuracy!.Samples, _work.Meters.MeasuredAccuracy.Outcomes!.DenseRight, _work.Meters.MeasuredAccuracy.Outcomes.PrunedRight));
        Assert.Equal(["Iris-setosa", "Iris-versicolor", "Iris-virginica"], Classes());
    }

    [SkippableFact]
    public void Sound_OfRealSpeech_IsCutIntoTheModelsWindows()
    {
        var shared = Shared.Require();
        File.Copy(Path.Combine(shared, "models", "crepe_tiny.onnx"), _work["Models/net.onnx"], overwrite: true);
        File.Copy(Path.Combine(shared, "data", "speech", "speech.wav"), _work["data/speech.wav"]);

        Passes("evaluation: data/speech.wav, audio: { rate: 16000, window: 1024, hop: 8000 }", "metric: agreement, min: 0.99");

        Assert.Equal(36, _work.Meters.MeasuredAccuracy!.Samples);
    }

    [SkippableFact]
    public void Sound_OfAStream_IsJudgedWithStatesThatEachModelCarries()
    {
        var shared = Shared.Require();
        File.Copy(Path.Combine(shared, "models", "dtln_2.onnx"), _work["Models/net.onnx"], overwrite: true);
        File.Copy(Path.Combine(shared, "data", "speech", "speech.wav"), _work["data/speech.wav"]);

        Passes(
            "evaluation: data/speech.wav, audio: { rate: 16000, hop: 512 }, states: { input_5: tf_op_layer_stack_5 }",
            "metric: mse, max: 0.000001");

        Assert.Equal(562, _work.Meters.MeasuredAccuracy!.Samples);
    }

    [Fact]
    public void Table_ByTabs_IsJudged()
    {
        WriteEcho(2);
        _work.Write("data/points.tsv", "left\tright\tkind\n" + string.Concat(Enumerable.Range(0, 30).Select(row => row % 2 == 0 ? "1.5\t0.5\t0\n" : "0.25\t2\t1\n")));

        Passes("evaluation: data/points.tsv, labels: kind, inputs: { x: [left, right] }", "metric: top1, min: 90%");

        Assert.Equal(30, _work.Meters.MeasuredAccuracy!.Outcomes!.PrunedRight);
    }

    [Fact]
    public void RawSound_IsCutIntoTheModelsWindows()
    {
        WriteEcho(4);
        Directory.CreateDirectory(_work["data"]);
        File.WriteAllBytes(_work["data/tone.pcm"], [.. Enumerable.Range(0, 160).SelectMany(at => BitConverter.GetBytes((short)(1000 * (at % 7))))]);

        Passes("evaluation: data/tone.pcm, audio: { rate: 8000, channels: 1, encoding: int16 }", "metric: mse, max: 0.000001");

        Assert.Equal(40, _work.Meters.MeasuredAccuracy!.Samples);
    }

    [Fact]
    public void OnnxTestData_IsJudgedWithoutLabels()
    {
        WriteEcho(3);
        for (int set = 0; set < 20; set++)
        {
            Directory.CreateDirectory(_work[$"data/tests/test_data_set_{set}"]);
            var input = new TensorProto { Name = "x", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 1, 3 }, FloatData = { set, 5, 10 } };
            File.WriteAllBytes(_work[$"data/tests/test_data_set_{set}/input_0.pb"], input.ToByteArray());
        }

        Passes("evaluation: data/tests", "metric: agreement, min: 80%");

        Assert.Equal(20, _work.Meters.MeasuredAccuracy!.Samples);
    }

    [Fact]
    public void JsonLines_WithCalibrationLines_PruneAndJudge()
    {
        _work.Write("data/a.jsonl", Lines(40, from: 0, labelled: false));
        _work.Write("data/b.jsonl", Lines(20, from: 40, labelled: true));

        Passes("calibration: data/a.jsonl, evaluation: data/b.jsonl, labels: label", "metric: top1, maxDrop: 0.99", new Pruner(), "activation");

        Assert.Equal(20, _work.Meters.MeasuredAccuracy!.Samples);
        var data = Report().GetProperty("data");
        Assert.Equal(40, data.GetProperty("calibration").GetProperty("samples").GetInt32());
        Assert.Equal(64, data.GetProperty("calibration").GetProperty("sha256").GetString()!.Length);
        Assert.NotEqual(
            data.GetProperty("calibration").GetProperty("sha256").GetString(), data.GetProperty("evaluation").GetProperty("sha256").GetString());
    }

    [Fact]
    public void FoldersOfClasses_OfImages_GiveLabels_AndTheReportTheirNames()
    {
        foreach (var (folder, name) in new[] { ("cat", "baseline444.jpg"), ("cat", "gray.jpg"), ("dog", "progressive420.jpg"), ("bird", "source.png") })
            Copy(name, $"data/pets/{folder}/{name}");

        // The model has four classes, and which three of them these are only their order can tell.
        var refused = Prune($"evaluation: data/pets, {ToModel}", "metric: top1, maxDrop: 0.99");
        Assert.Contains(
            "POB5142: The data has 3 classes and the model's output 4. The classes are 0 bird, 1 cat, 2 dog, in ordinal order.",
            Assert.Single(refused.Errors), StringComparison.Ordinal);

        Passes($"evaluation: data/pets, classes: [cat, bird, fish, dog], {ToModel}", "metric: top1, maxDrop: 0.99");

        Assert.Equal(4, _work.Meters.MeasuredAccuracy!.Samples);
        Assert.Equal(["cat", "bird", "fish", "dog"], Classes());
        Assert.Contains("classes 0 cat, 1 bird, 2 fish, 3 dog", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ListedImages_AreInputs_AndAChangedOneIsMeasuredAgain()
    {
        Copy("baseline444.jpg", "pictures/1.jpg");
        Copy("source.png", "pictures/2.png");
        _work.Write("data/list.csv", "file,labels\n../pictures/1.jpg,0\n../pictures/2.png,3\n");
        var data = $"evaluation: data/list.csv, images: file, {ToModel}";

        Passes(data, "metric: top1, maxDrop: 0.99");
        Passes(data, "metric: top1, maxDrop: 0.99");
        Assert.Equal(1, _work.Meters.AccuracyCalls);
        Assert.Contains(_work["pictures/2.png"], File.ReadAllLines(_work["out/inputs.txt"]));

        File.Delete(_work["pictures/1.jpg"]);
        Copy("tall.jpg", "pictures/1.jpg");
        Passes(data, "metric: top1, maxDrop: 0.99");
        Assert.Equal(2, _work.Meters.AccuracyCalls);
    }

    [Fact]
    public void SharedSamples_AreAnErrorAtTheEvaluation_UnlessAllowed()
    {
        _work.Write("data/a.jsonl", Lines(10, from: 0, labelled: false));
        _work.Write("data/b.jsonl", Lines(10, from: 7, labelled: true));
        const string Data = "calibration: data/a.jsonl, evaluation: data/b.jsonl, labels: label";

        var refused = Prune(Data, "metric: top1, maxDrop: 0.99");

        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        string error = Assert.Single(refused.Errors);
        Assert.StartsWith("prune.yaml(8,", error, StringComparison.Ordinal);
        Assert.Contains("POB5139: 3 of 10 evaluation samples are calibration samples too, the first being 0, 1, 2.", error, StringComparison.Ordinal);
        Passes($"{Data}, overlap: allowed", "metric: top1, maxDrop: 0.99");
        Assert.Equal(3, Report().GetProperty("data").GetProperty("shared").GetInt32());
    }

    [Fact]
    public void DamagedSample_FailsBeforeAnythingIsPruned()
    {
        _work.Write("data/b.jsonl", Lines(50, from: 0, labelled: true) + "{\"x\": [1], \"label\": 0}\n");

        var run = Prune("evaluation: data/b.jsonl, labels: label", "metric: top1, maxDrop: 0.99");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("b.jsonl(51,1): error POB5136", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal(0, _work.Pruner.Calls);
    }

    // Gives back what it is given.
    private void WriteEcho(long columns) =>
        OnnxWriter.Write(TinyModel.Input("x", [-1, columns]).Activation("Identity").Output("y"), _work["Models/net.onnx"]);

    private void Passes(string data, string accuracy, IPruner? pruner = null, string criterion = "l2")
    {
        var run = Prune(data, accuracy, pruner, criterion);
        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
    }

    private RunResult Prune(string data, string accuracy, IPruner? pruner = null, string criterion = "l2")
    {
        _work.Write("prune.yaml", $$"""
            version: 1
            targets:
              here: { hardware: cpu, threads: 1 }
            models:
              - path: Models/net.onnx
                target: here
                prune: { goal: { flops: 0.8 }, criterion: {{criterion}} }
                data: { {{data}} }
                gates: { accuracy: { {{accuracy}} }, onInconclusive: { local: warn, ci: warn } }

            """);
        using var output = new StringWriter { NewLine = "\n" };
        string[] arguments =
        [
            "prune", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work["out"],
            "--project-directory", _work[""],
        ];
        return new RunResult((ExitCode)Program.Run(arguments, output, pruner: pruner ?? _work.Pruner, meters: _work.Meters), output.ToString());
    }

    private static string Lines(int count, int from, bool labelled) => string.Concat(Enumerable.Range(from, count).Select(line =>
    {
        var values = Enumerable.Range(0, 8).Select(x => ((line * 31 + x * 7) % 997 / 997.0).ToString(CultureInfo.InvariantCulture));
        var row = $"[{string.Join(',', values)}]";
        var plane = $"[{string.Join(',', Enumerable.Repeat(row, 8))}]";
        return $"{{\"x\": [{plane},{plane},{plane}]{(labelled ? $", \"label\": {line % 4}" : "")}}}\n";
    }));

    private void Copy(string picture, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_work[to])!);
        File.Copy(Path.Combine(s_pictures, picture), _work[to]);
    }

    private JsonElement Report() => JsonDocument.Parse(File.ReadAllText(_work["out/report.json"])).RootElement;

    private string[] Classes() =>
        [.. Report().GetProperty("data").GetProperty("evaluation").GetProperty("classes").EnumerateArray().Select(name => name.GetString()!)];
}
