using PruneOnBuild.Kernels;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>A shape with sparse weights, run by this project's kernels on the calling thread.</summary>
internal sealed unsafe class SparseRival : IRival
{
    private readonly KernelShape _shape;
    private readonly SparseConv? _conv;
    private readonly SparseMatMul? _product;
    private readonly AlignedFloats _input;
    private readonly AlignedFloats _output;

    /// <param name="weights">[outputs, columns]</param>
    public SparseRival(KernelShape shape, float[] weights, int blockRows, InstructionSet? instructions)
    {
        _shape = shape;
        var sparse = SparseWeights.FromDense(weights, shape.Outputs, shape.Columns, blockRows);
        if (shape.Rows > 0)
            _product = new(sparse, default, SparseActivation.None, instructions);
        else
            _conv = new(sparse, default, shape.Geometry, SparseActivation.None, instructions);
        _input = new(shape.InputLength);
        _output = new((long)shape.Outputs * shape.Pixels);
    }

    public void Run()
    {
        _conv?.Run(_input.Pointer, 1, _shape.Side, _shape.Side, null, _output.Pointer, CallingThread.Only);
        _product?.Run(_input.Pointer, _shape.Rows, null, _output.Pointer, CallingThread.Only);
    }

    public void Dispose()
    {
        _conv?.Dispose();
        _product?.Dispose();
        _input.Dispose();
        _output.Dispose();
    }
}
