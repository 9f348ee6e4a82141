using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.MatVec;

/// <summary>Four outputs at a time, in one register, with one, two or four column patterns among them.</summary>
internal sealed unsafe class GroupMatVec<TLanes, TVector> : MatVecProduct
    where TLanes : struct, IFourLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Small panels, so that threads get equal shares.</summary>
    private const int PanelRows = 64;

    private readonly PackedRows _rows;
    private readonly NativeArray<uint> _offsets;
    private readonly SparseActivation _activation;
    private readonly delegate*<in MatVecPass, void> _kernel;

    private GroupMatVec(SparseWeights weights, PackedRows rows, SparseActivation activation)
        : base(weights, rows.Panels)
    {
        (_rows, _activation) = (rows, activation);
        _offsets = rows.PlacedOffsets(column => (uint)column * sizeof(float));
        _kernel = rows.Patterns switch
        {
            1 => &GroupMatVecKernel.Run<TLanes, TVector, OnePattern>,
            2 => &GroupMatVecKernel.Run<TLanes, TVector, TwoPatterns>,
            _ => &GroupMatVecKernel.Run<TLanes, TVector, FourPatterns>,
        };
    }

    public static GroupMatVec<TLanes, TVector> Pack(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation) =>
        new(weights, RowPacker.Pack(weights, 0, weights.Rows, bias, new(PanelRows, Math.Max(1, weights.Columns))), activation);

    public override void Dispose()
    {
        _rows.Dispose();
        _offsets.Dispose();
        base.Dispose();
    }

    protected override void RunParts(int first, int end, float* input, float* residual, float* output)
    {
        for (int panel = first; panel < end; panel++)
        {
            ref readonly var part = ref _rows.Part(panel, 0);
            _kernel(new MatVecPass
            {
                Weights = _rows.Weights + 4 * (nint)part.FirstStep,
                Offsets = _offsets.Pointer + _rows.Patterns * (nint)part.FirstStep,
                Steps = _rows.Steps + part.FirstGroup,
                Rows = _rows.Rows + 4 * (nint)part.FirstGroup,
                Groups = part.Groups,
                RowCount = _rows.RowCount,
                Bias = _rows.Bias,
                Input = (byte*)input,
                Residual = residual,
                Output = output,
                Activation = _activation,
            });
        }
    }
}
