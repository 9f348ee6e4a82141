using PruneOnBuild.Kernels;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>A shape with random sparse weights, run by this project's kernels.</summary>
internal sealed unsafe class SparseRival : IDisposable
{
    private readonly KernelShape _shape;
    private readonly SparseConv? _conv;
    private readonly SparseMatMul? _product;
    private readonly AlignedFloats _input;
    private readonly AlignedFloats _output;
    private readonly IWorkers _workers;

    /// <param name="sparsity">Share of the blocks that are zero.</param>
    public SparseRival(KernelShape shape, int blockRows, double sparsity, InstructionSet? instructions, IWorkers workers)
    {
        (_shape, _workers) = (shape, workers);
        var random = new Random(5);
        var dense = new float[shape.Outputs * shape.Columns];
        for (int row = 0; row < shape.Outputs; row += blockRows)
            for (int column = 0; column < shape.Columns; column++)
                if (random.NextDouble() >= sparsity)
                    for (int r = row; r < Math.Min(shape.Outputs, row + blockRows); r++)
                        dense[r * shape.Columns + column] = random.NextSingle() + 0.1f;
        NonZeros = dense.Length - dense.AsSpan().Count(0f);
        var weights = SparseWeights.FromDense(dense, shape.Outputs, shape.Columns, blockRows);
        if (shape.Rows > 0)
            _product = new(weights, default, SparseActivation.None, instructions);
        else
            _conv = new(weights, default, shape.Geometry, SparseActivation.None, instructions);
        _input = new(shape.InputLength);
        _output = new((long)shape.Outputs * shape.Pixels);
    }

    public long NonZeros { get; }

    public void Run()
    {
        _conv?.Run(_input.Pointer, 1, _shape.Side, _shape.Side, null, _output.Pointer, _workers);
        _product?.Run(_input.Pointer, _shape.Rows, null, _output.Pointer, _workers);
    }

    public void Dispose()
    {
        _conv?.Dispose();
        _product?.Dispose();
        _input.Dispose();
        _output.Dispose();
    }
}
