using PruneOnBuild.Kernels.MatMul;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.MatVec;

/// <summary>A product with so few rows that each is multiplied by itself.</summary>
internal abstract unsafe class MatVecProduct : IMatMulProduct
{
    /// <summary>Waking a thread costs as much as some ten thousand weights.</summary>
    private const int WeightsOfPiece = 32 << 10;
    private const int PiecesPerWorker = 2;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _parts;
    private readonly long _weights;
    private readonly Dispatch _dispatch;

    /// <param name="parts">How many parts the outputs can be cut into, for as many threads; at least 1.</param>
    protected MatVecProduct(SparseWeights weights, int parts)
    {
        (_inputs, _outputs, _parts, _weights) = (weights.Columns, weights.Rows, parts, weights.Values.LongLength);
        _dispatch = new(this);
    }

    public void Run(float* input, int rows, float* residual, float* output, IWorkers workers)
    {
        var call = new MatVecCall { Input = input, Rows = rows, Residual = residual, Output = output };
        long worthwhile = Math.Min(PiecesPerWorker * workers.Count, _weights * rows / WeightsOfPiece);
        call.Pieces = workers.Count == 1 ? 1 : (int)Math.Clamp(worthwhile, 1, _parts);
        _dispatch.Run(this, call.Pieces, &call, workers);
    }

    public void RunPiece(void* call, int piece)
    {
        var c = (MatVecCall*)call;
        int first = (int)((long)_parts * piece / c->Pieces), end = (int)((long)_parts * (piece + 1) / c->Pieces);
        for (int row = 0; row < c->Rows; row++)
        {
            nint at = (nint)row * _outputs;
            RunParts(first, end, c->Input + (nint)row * _inputs, c->Residual is null ? null : c->Residual + at, c->Output + at);
        }
    }

    public virtual void Dispose() => _dispatch.Dispose();

    /// <summary>Computes some of the parts for one row.</summary>
    /// <param name="residual">[n], or null.</param>
    protected abstract void RunParts(int first, int end, float* input, float* residual, float* output);
}
