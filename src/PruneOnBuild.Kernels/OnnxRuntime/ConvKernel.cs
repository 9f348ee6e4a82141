namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>SparseConv: X [n, c, h, w] or [n, c, w], packed W, B [m], residual of the shape of Y, or of what is pooled to Y -> Y.</summary>
internal sealed unsafe class ConvKernel : SparseKernel
{
    private readonly ConvGeometry _geometry;
    private readonly int _spatialAxes;
    private readonly MaxPooling? _pooling;
    private readonly SparseConv _conv;

    public ConvKernel(in OrtKernelInfo node)
        : base(node)
    {
        (_geometry, _spatialAxes) = ConvAttributes.Read(node);
        _pooling = ConvAttributes.ReadPooling(node, _spatialAxes);
        var weights = node.Weights();
        long area = (long)_geometry.KernelHeight * _geometry.KernelWidth;
        if (weights.Columns % area != 0)
            throw new OrtFailure($"weights of {weights.Columns} columns are none of a kernel of {_geometry.KernelHeight} x {_geometry.KernelWidth}");
        if (weights.Rows % _geometry.Groups != 0)
            throw new OrtFailure($"{weights.Rows} output channels cannot be cut into {_geometry.Groups} groups");
        if (node.Int(ConvAttributes.Outputs, weights.Rows) is var outputs && outputs != weights.Rows)
            throw new OrtFailure($"the weights have {weights.Rows} output channels, and the attribute {ConvAttributes.Outputs} says {outputs}");
        _conv = new SparseConv(weights, node.Bias(weights.Rows), _geometry, node.Activation(), pooling: _pooling);
    }

    public override void Compute(void* context)
    {
        var x = Input(context);
        if (x.Rank != _spatialAxes + 2)
            throw new OrtFailure($"X has the shape {x}, and the kernel {_spatialAxes} spatial axes");
        if (x[1] != _conv.InputChannels)
            throw new OrtFailure($"X has the shape {x}, and the weights are for {_conv.InputChannels} channels");

        int batch = checked((int)x[0]), height = _spatialAxes == 1 ? 1 : checked((int)x[2]), width = checked((int)x[x.Rank - 1]);
        if (!_geometry.Fits(height, width))
            throw new OrtFailure($"X has the shape {x}, smaller than the kernel");
        Span<long> dims = [batch, _conv.OutputChannels, _geometry.OutputHeight(height), _geometry.OutputWidth(width)];
        if (_spatialAxes == 1)
        {
            dims[2] = dims[3];
            dims = dims[..3];
        }

        var residual = Residual(context, dims);
        if (_pooling is not null)
        {
            if (!_pooling.Fits(dims[2], dims[3]))
                throw new OrtFailure($"what is pooled has the shape {Text(dims)}, smaller than the window");
            (dims[2], dims[3]) = (_pooling.OutputHeight((int)dims[2]), _pooling.OutputWidth((int)dims[3]));
        }
        var y = Output(context, dims);
        using var workers = Workers(context);
        if (batch > 0)
            _conv.Run(x.Data, batch, height, width, residual, y, workers);
    }

    public override void Dispose() => _conv.Dispose();
}
