using PruneOnBuild.Graph;
using PruneOnBuild.Runtime.Timing;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Timing;

public sealed class ModelTimerTests
{
    private static readonly SessionSettings s_oneThread = new(Threads: 1);

    [Fact]
    public void Kernels_AreThoseThatTheRuntimeRuns()
    {
        var (model, feeds) = Model();

        var kernels = ModelTimer.Kernels(model, s_oneThread, feeds, "tiny");

        Assert.Contains(kernels, kernel => kernel.Operator.Contains("Conv", StringComparison.Ordinal));
        Assert.Contains(kernels, kernel => kernel.Operator == "Gemm");
        Assert.All(kernels, kernel => Assert.InRange(kernel.Ms, 1e-4, 1e4));
    }

    [Fact]
    public void AProfile_LeavesNoFilesBehind()
    {
        var (model, feeds) = Model();

        ModelTimer.Kernels(model, s_oneThread, feeds, "tiny");

        Assert.DoesNotContain(Directory.GetFiles(Environment.CurrentDirectory), file => file.Contains("profile", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void AModel_TakesTime()
    {
        var (model, feeds) = Model();

        Assert.InRange(ModelTimer.TimeMs(model, s_oneThread, feeds, "tiny"), 1e-4, 1e4);
    }

    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 2, 100 }, 1.5)]
    [InlineData(new[] { 5.0, 1, 3 }, 2)]
    public void QuietTime_IsTheMeanOfTheFasterHalf(double[] times, double quiet) => Assert.Equal(quiet, QuietTime.Of(times));

    private static (byte[] Model, IReadOnlyDictionary<string, Tensor> Feeds) Model()
    {
        var graph = TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 16).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");
        return (OnnxWriter.ToBytes(graph.Proto, "tiny"), new Dictionary<string, Tensor> { ["x"] = Tensor.Of(new float[3 * 8 * 8], 1, 3, 8, 8) });
    }
}
