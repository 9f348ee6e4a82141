using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests;

public sealed class ModelSessionTests : IDisposable
{
    private static readonly SessionSettings s_settings = new(Threads: 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ComputesTheModel()
    {
        // y = relu(x W + b) with W = [[1, 2], [3, 4]], b = [0, -100].
        var model = TinyModel.Input("x", -1, 2).Weight("W", [2, 2], 1, 2, 3, 4).Weight("b", [2], 0, -100)
            .Node("MatMul", ["x", "W"], ["xW"]).Node("Add", ["xW", "b"], ["xWb"]).Node("Relu", ["xWb"], ["relu"]).Shaped(-1, 2).Output("y");
        using var session = Open(model);

        var output = Assert.Single(session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f, 2, 10, 20], 2, 2) }));

        Assert.Equal("x float32[n,2]", Assert.Single(session.Inputs).ToString());
        Assert.Equal("y", Assert.Single(session.Outputs).Name);
        Assert.Equal("float32[2,2]", output.ToString());
        Assert.Equal([7f, 0, 70, 0], output.Values<float>().ToArray());
    }

    [Theory]
    [InlineData(Spinning.AfterRuns)]
    [InlineData(Spinning.WithinRuns)]
    [InlineData(Spinning.Never)]
    public void Spinning_ChangesNoOutput(Spinning spinning)
    {
        var model = TinyModel.Input("x", 1, 3, 16, 16).Conv("conv", 16).Relu().Output("y");
        using var one = Open(model);
        using var two = ModelSession.Open(OnnxWriter.ToBytes(model.Proto, "two"), new SessionSettings(Threads: 2, Spinning: spinning));
        var feeds = RandomInputs.For(one.Inputs, seed: 1);

        var expected = one.Run(feeds)[0].Values<float>().ToArray();

        // The second run finds threads that have spun, or stopped to.
        for (var run = 0; run < 2; run++)
            Assert.All(two.Run(feeds)[0].Values<float>().ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void Run_GivesTheOutputsAskedFor_InThatOrder()
    {
        var model = TinyModel.Input("x", 1, 2).Relu("relu").AlsoOutput("positive").From("x").Sigmoid("sigmoid").Output("squashed");
        using var session = Open(model);
        var feeds = new Dictionary<string, Tensor> { ["x"] = Tensor.Of([-1f, 0], 1, 2) };

        Assert.Equal(0.5f, session.Run(feeds, ["squashed", "positive"])[0].Values<float>()[1]);
        Assert.Equal(0f, session.Run(feeds, ["positive"])[0].Values<float>()[0]);
    }

    [Fact]
    public void ModelsInMemoryAndInFiles_GiveEqualOutputs()
    {
        var model = TinyModel.Input("x", 2, 3, 8, 8).Conv("conv1", 8).BatchNorm("bn1").Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");
        using var file = Open(model);
        using var memory = ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), s_settings);
        var feeds = RandomInputs.For(file.Inputs, seed: 5);

        Assert.Equal(file.Run(feeds)[0].Values<float>().ToArray(), memory.Run(feeds)[0].Values<float>().ToArray());
    }

    [Fact]
    public void ABoundRun_RunsAgainAndAgain()
    {
        using var session = Open(TinyModel.Input("x", -1, 3, 8, 8).Conv("conv1", 8).Output("y"));
        using var bound = session.Bind(RandomInputs.For(session.Inputs, seed: 5, batch: 3));
        for (var run = 0; run < 10; run++)
            bound.Run();
    }

    [Fact]
    public void TensorsOfEveryType_PassThroughUnchanged()
    {
        foreach (var (type, tensor) in new (int, Tensor)[]
        {
            (1, Tensor.Of([1.5f, -2], 2)), (2, Tensor.Of([(byte)1, (byte)255], 2)), (3, Tensor.Of([(sbyte)1, (sbyte)-3], 2)),
            (5, Tensor.Of([(short)1, (short)-3], 2)), (6, Tensor.Of([1, -3], 2)), (7, Tensor.Of([1L, -3], 2)),
            (8, Tensor.Of(["a", "čß"], 2)), (9, Tensor.Of([true, false], 2)), (10, Tensor.Of([(Half)1.5f, (Half)(-2)], 2)),
            (11, Tensor.Of([1.5, -2], 2)), (12, Tensor.Of([1u, uint.MaxValue], 2)), (13, Tensor.Of([1ul, ulong.MaxValue], 2)),
        })
        {
            var model = TinyModel.Of((Graph.Onnx.TensorProto.Types.DataType)type).AlsoInput("x", 2).Activation("Identity").Output("y");
            using var session = ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), s_settings);

            var output = Assert.Single(session.Run(new Dictionary<string, Tensor> { ["x"] = tensor }));

            Assert.Equal(tensor.ToString(), output.ToString());
            Assert.True(type == 8
                ? tensor.Values<string>().SequenceEqual(output.Values<string>())
                : tensor.Bytes.SequenceEqual(output.Bytes), $"{tensor} changed");
        }
    }

    [Fact]
    public void MissingModel_IsOneError() => Faults.One("POB5002", () => ModelSession.Open(_folder.File("no.onnx"), s_settings));

    [Fact]
    public void BrokenModel_IsOneError_AtItsFile()
    {
        File.WriteAllBytes(_folder.File("broken.onnx"), [1, 2, 3, 4]);
        var fault = Faults.One("POB5003", () => ModelSession.Open(_folder.File("broken.onnx"), s_settings));
        Assert.Equal(_folder.File("broken.onnx"), fault.Location.File);
    }

    [Fact]
    public void WrongFeeds_AreOneError()
    {
        using var session = Open(TinyModel.Input("x", 1, 2).Relu().Output("y"));
        Faults.One("POB5004", () => session.Run(new Dictionary<string, Tensor>()));
        Faults.One("POB5004", () => session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f], 1, 1) }));
        Faults.One("POB5004", () => session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1L, 2], 1, 2) }));
    }

    [Fact]
    public void UnknownOutput_IsOneError()
    {
        using var session = Open(TinyModel.Input("x", 1, 2).Relu().Output("y"));
        Faults.One("POB5004", () => session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f, 2], 1, 2) }, ["z"]));
    }

    [Fact]
    public void ProviderThatIsNotThere_IsOneErrorAtItsLine_ThatListsWhatIs()
    {
        var line = new SourceLocation("prune.yaml", 4, 30);
        OnnxWriter.Write(TinyModel.Input("x", 1, 2).Relu().Output("y"), _folder.File("m.onnx"));

        var fault = Faults.One("POB5005", () =>
            ModelSession.Open(_folder.File("m.onnx"), new SessionSettings(1, "quantum") { ProviderLocation = line }));

        Assert.Equal(line, fault.Location);
        Assert.Contains("'quantum'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("cpu", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRuntimesWords_ComeWithoutPlacesInItsSources()
    {
        var fault = RuntimeErrors.ModelRefused(new SourceLocation("m.onnx"), new InvalidOperationException(
            "[ErrorCode:Fail] /src/core/webgpu_context.cc:100 Context::Initialize(const Config&)::<lambda()> ok was false. No adapter.\nmore"));
        Assert.Equal("ONNX Runtime refuses the model: [ErrorCode:Fail] No adapter.", fault.Diagnostics[0].Message);
    }

    [Theory]
    [InlineData(Hardware.Cpu, null, null)]
    [InlineData(Hardware.Cpu, "cpu", null)]
    [InlineData(Hardware.Gpu, null, "webgpu")]
    [InlineData(Hardware.Gpu, "cuda", "cuda")]
    [InlineData(Hardware.Sparse, null, null)]
    [InlineData(Hardware.Sparse, "sparse-cpu", null)]
    [InlineData(Hardware.Sparse, "tensorrt", "tensorrt")]
    public void Settings_FollowTheTarget(Hardware hardware, string? declared, string? provider)
    {
        var place = new SourceLocation("prune.yaml", 3, 3);
        var target = new TargetPolicy
        {
            Name = "t",
            Location = place,
            Hardware = hardware,
            Threads = 2,
            Provider = declared is null ? null : new Located<string>(declared, place),
        };

        Assert.Equal(new SessionSettings(2, provider) { ProviderLocation = place }, SessionSettings.For(target));
    }

    private ModelSession Open(ModelGraph model)
    {
        OnnxWriter.Write(model, _folder.File("model.onnx"));
        return ModelSession.Open(_folder.File("model.onnx"), s_settings);
    }
}
