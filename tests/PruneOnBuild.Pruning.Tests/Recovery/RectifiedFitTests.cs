using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Tests.Algebra;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>Least squares that looks behind the activation.</summary>
public sealed class RectifiedFitTests
{
    private const int Rows = 400;
    private const int Features = 6;
    private const int Columns = 5;
    private static readonly Rectifier Relu = new(0, double.PositiveInfinity);

    /// <summary>Where wanted outputs below zero are noise, a plain fit chases the noise and this one does not.</summary>
    [Fact]
    public void NoiseBelowZero_DoesNotMatter()
    {
        var (rows, truth) = Problem();
        var plain = Plain(rows);
        var fitted = RectifiedFit.Run([rows], Gram(rows), new double[Features + 1], plain, plain, Relu);

        Assert.True(Error(rows, fitted) < 0.2 * Error(rows, plain), $"{Error(rows, plain):g4} -> {Error(rows, fitted):g4}");
        Assert.True(Error(rows, truth) < 1e-9);
    }

    [Fact]
    public void WithoutRows_TheStartStays()
    {
        var start = Some.Matrix(Features + 1, Columns, 3);
        Assert.Same(start, RectifiedFit.Run([], Some.PositiveDefinite(Features + 1, 1), new double[Features + 1], start, start, Relu));
    }

    /// <summary>Wanted: X W where that is above zero, else any number below; beside it a shortcut.</summary>
    private static (RefitRows Rows, Matrix Truth) Problem()
    {
        var truth = Some.Matrix(Features + 1, Columns, 1);
        var x = Some.Floats(Rows * Features, 2);
        var beside = Some.Floats(Rows * Columns, 3);
        var noise = Some.Floats(Rows * Columns, 4);
        var wanted = new float[Rows * Columns];
        var exact = Outputs.Of(x, Rows, truth);
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = exact[i] + beside[i] > 0 ? exact[i] : -beside[i] - (4 * Math.Abs(noise[i]));
        }

        return (new RefitRows(x, wanted, beside, Rows), truth);
    }

    private static Matrix Gram(RefitRows rows)
    {
        var gram = new GramAccumulator(Features, intercept: true);
        gram.Add(rows.X, Rows);
        return gram.Total();
    }

    private static Matrix Plain(RefitRows rows)
    {
        var cross = new CrossAccumulator(Features, Columns, intercept: true);
        cross.Add(rows.X, rows.Wanted, Rows);
        return Ridge.Solve(Gram(rows), cross.Total, new double[Features + 1])!.Weights;
    }

    private static double Error(RefitRows rows, Matrix weights)
    {
        var now = Outputs.Of(rows.X, Rows, weights);
        return now.Select((value, i) => Relu.Clamp((double)value + rows.Beside![i]) - Relu.Clamp((double)rows.Wanted[i] + rows.Beside[i])).Sum(off => off * off);
    }
}
