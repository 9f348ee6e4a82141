using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Sparsity.Obs;
using PruneOnBuild.Pruning.Tests.Algebra;

namespace PruneOnBuild.Pruning.Tests.Sparsity.Obs;

/// <summary>Least squares on a support, and the choice of one, against what brute force finds.</summary>
public sealed class SupportTests
{
    private const int Features = 8;
    private const int Outputs = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_IsLeastSquaresOfEachOutputOnItsSupport(int seed)
    {
        var problem = Problem(seed);
        bool[] kept = [.. Some.Floats(Features * Outputs, seed + 10).Select(value => value > 0)];
        var solved = SupportFit.Solve(problem, kept, new Matrix(Features, Outputs));
        AssertClose(Naively(problem, kept), solved);
    }

    [Fact]
    public void ConjugateGradients_FindTheSame()
    {
        var problem = Problem(3);
        bool[] kept = [.. Some.Floats(Features * Outputs, 13).Select(value => value > 0)];
        AssertClose(Naively(problem, kept), ConjugateGradients.Solve(problem, kept, new Matrix(Features, Outputs)));
    }

    [Fact]
    public void WithBias_GivesTheInterceptThatCentringTookOut()
    {
        var (gram, cross) = Moments(4);
        var problem = LayerProblem.Of(gram, cross, new Matrix(Features + 1, Outputs), share: 0, intercept: true)!;
        bool[] kept = [.. Enumerable.Repeat(true, Features * Outputs)];
        AssertClose(Naive.Solve(gram, cross), problem.WithBias(SupportFit.Solve(problem, kept, new Matrix(Features, Outputs))));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Greatest_IsWhatSortingWouldFind(int seed)
    {
        double[] values = [.. Some.Floats(50, seed).Select(value => Math.Round(value, 1))];
        double[] sorted = [.. values.OrderDescending()];
        Assert.All(Enumerable.Range(1, 50), count => Assert.Equal(sorted[count - 1], Selection.Greatest([.. values], count)));
    }

    /// <summary>What 20 problems lose by being left four of eight inputs: at best (all 70 supports), by magnitude, and as chosen.</summary>
    [Fact]
    public void Search_LosesLessThanMagnitude_AndNotMuchMoreThanTheBestSupport()
    {
        int[] rows = [.. Enumerable.Range(0, Features)];
        var masks = Enumerable.Range(0, 1 << Features).Where(bits => int.PopCount(bits) == Features / 2)
            .Select(bits => rows.Select(row => (bits >> row & 1) != 0).ToArray()).ToList();
        var (best, magnitude, chosen) = (0.0, 0.0, 0.0);
        for (var seed = 100; seed < 300; seed += 10)
        {
            var all = Problem(seed);
            var problem = all with { Cross = all.Cross.Pick(rows, [0]) };
            var dense = Naive.Solve(problem.Hessian, problem.Cross);
            var pattern = PatternMasks.Unstructured(Features, 1);
            var most = Gain(problem, [.. rows.Select(_ => true)]);
            best += 1 - (masks.Max(mask => Gain(problem, mask)) / most);
            magnitude += 1 - (Gain(problem, pattern.Best([.. dense.Values.Select(value => value * value)], 0.5)) / most);
            chosen += 1 - (Gain(problem, SupportSearch.Run(problem, pattern, 0.5, dense).Kept) / most);
        }

        Assert.True(chosen < magnitude && chosen < 2 * best, $"best {best}, by magnitude {magnitude}, chosen {chosen}");
    }

    /// <summary>What the least squares takes off the error: w^T C.</summary>
    private static double Gain(LayerProblem problem, bool[] kept)
    {
        var solved = Naively(problem, kept);
        return solved.Values.Zip(problem.Cross.Values, (a, b) => a * b).Sum();
    }

    private static Matrix Naively(LayerProblem problem, bool[] kept)
    {
        var (columns, solution) = (problem.Cross.Columns, new Matrix(problem.Cross.Rows, problem.Cross.Columns));
        for (var column = 0; column < columns; column++)
        {
            int[] support = [.. Enumerable.Range(0, problem.Cross.Rows).Where(row => kept[(row * columns) + column])];
            var solved = Naive.Solve(problem.Hessian.Pick(support, support), problem.Cross.Pick(support, [column]));
            for (var i = 0; i < support.Length; i++)
            {
                solution[support[i], column] = solved[i, 0];
            }
        }

        return solution;
    }

    private static LayerProblem Problem(int seed)
    {
        var (gram, cross) = Moments(seed);
        return LayerProblem.Of(gram, cross, Some.Matrix(Features + 1, Outputs, seed + 5), share: 1e-3, intercept: true)!;
    }

    /// <summary>Of 40 samples of inputs that go together, with a constant 1, and random targets.</summary>
    private static (Matrix Gram, Matrix Cross) Moments(int seed)
    {
        var x = Naive.Product(Some.Matrix(40, Features, seed), Some.Matrix(Features, Features, seed + 1));
        var inputs = new Matrix(40, Features + 1);
        for (var i = 0; i < 40; i++)
        {
            x.Row(i).CopyTo(inputs.Row(i));
            inputs[i, Features] = 1;
        }

        var turned = Naive.Transpose(inputs);
        return (Naive.Product(turned, inputs), Naive.Product(turned, Some.Matrix(40, Outputs, seed + 2)));
    }

    private static void AssertClose(Matrix wanted, Matrix got) =>
        Assert.All(wanted.Values.Zip(got.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * (1 + Math.Abs(pair.First))));
}
