using PruneOnBuild.Kernels.MatMul;

namespace PruneOnBuild.Kernels.Tests;

/// <summary>A random product with its plain result.</summary>
internal sealed class MatMulProblem
{
    private readonly int _seed;
    private readonly float[] _dense;

    public MatMulProblem(int seed, int? rows = null)
    {
        _seed = seed;
        var random = new Random(seed);
        Rows = rows ?? random.Next(1, random.Next(3) == 0 ? 150 : 12);
        (Inputs, Outputs) = (random.Next(1, 160), random.Next(1, 90));
        int blockRows = Some.BlockRows(random);
        _dense = Some.Matrix(random, Outputs, Inputs, blockRows, Some.Sparsity(random));
        Weights = SparseWeights.FromDense(_dense, Outputs, Inputs, blockRows);
        Bias = random.Next(3) == 0 ? [] : Some.Floats(random, Outputs);
        Activation = Some.Activation(random);
        Input = Some.Floats(random, (long)Rows * Inputs);
        Residual = random.Next(2) == 0 ? null : Some.Floats(random, OutputLength);
        Name = $"seed {seed}: {Rows} x {Inputs} x {Outputs}, blocks of {blockRows}";
    }

    public string Name { get; }

    public int Rows { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    public SparseWeights Weights { get; }

    public float[] Bias { get; }

    public SparseActivation Activation { get; }

    public float[] Input { get; }

    public float[]? Residual { get; }

    public int OutputLength => Rows * Outputs;

    /// <summary>Odd seeds are cut into panels and blocks far smaller than they would be by themselves.</summary>
    public SparseMatMul Kernel(InstructionSet? set) => _seed % 2 == 0
        ? new(Weights, Bias, Activation, set)
        : new(Weights, Bias, Activation, set, MatMulTuning.For(Weights) with
        {
            TileVectors = 1 + _seed / 2 % 6, BlockBytes = 4096 * (_seed % 4), PanelRows = 16,
        });

    /// <summary>Summed in float64.</summary>
    public double[] Expected()
    {
        var expected = new double[OutputLength];
        for (int row = 0; row < Rows; row++)
            for (int n = 0; n < Outputs; n++)
            {
                int at = row * Outputs + n;
                double sum = (Bias.Length > 0 ? Bias[n] : 0) + (Residual?[at] ?? 0);
                for (int k = 0; k < Inputs; k++)
                    sum += (double)_dense[n * Inputs + k] * Input[row * Inputs + k];
                expected[at] = Math.Min(Math.Max(sum, Activation.Least), Activation.Most);
            }
        return expected;
    }
}
