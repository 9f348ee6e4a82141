namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>SparseMatMul: X [..., k], packed W of n rows and k columns, B [n], residual of Y's shape -> Y [..., n], which a
/// scale and a shift normalise row by row.</summary>
internal sealed unsafe class MatMulKernel : SparseKernel
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly SparseMatMul _product;
    private readonly RowNorm? _norm;

    public MatMulKernel(in OrtKernelInfo node)
        : base(node)
    {
        var weights = node.Weights();
        (_inputs, _outputs) = (weights.Columns, weights.Rows);
        if (node.Int(ConvAttributes.Outputs, weights.Rows) is var outputs && outputs != weights.Rows)
            throw new OrtFailure($"the weights have {weights.Rows} outputs, and the attribute {ConvAttributes.Outputs} says {outputs}");
        _product = new SparseMatMul(weights, node.Bias(weights.Rows), node.Activation());
        _norm = node.Norm(weights.Rows);
    }

    public override void Compute(void* context)
    {
        var x = Input(context);
        if (x.Rank == 0 || x[x.Rank - 1] != _inputs)
            throw new OrtFailure($"X has the shape {x}, and the weights are for {_inputs} inputs");

        Span<long> dims = stackalloc long[x.Rank];
        x.CopyDims(dims);
        dims[^1] = _outputs;
        long rows = 1;
        foreach (long dim in dims[..^1])
            rows = checked(rows * dim);

        var residual = Residual(context, dims);
        var y = Output(context, dims);
        using var workers = Workers(context);
        if (rows == 0)
            return;
        _product.Run(x.Data, checked((int)rows), residual, y, workers);
        _norm?.Run(y, (int)rows, workers);
    }

    public override void Dispose()
    {
        _product.Dispose();
        _norm?.Dispose();
    }
}
