using System.Numerics;
using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels;

/// <summary>ONNX's <c>LayerNormalization</c> over the last axis, in place: <c>(x - mean) / sqrt(variance + epsilon) * scale + shift</c> for each row.</summary>
/// <remarks><see cref="Run"/> allocates nothing, and may be called by several threads at once.</remarks>
public sealed unsafe class RowNorm : IPieces
{
    /// <summary>Rows that are worth a thread's time.</summary>
    private const int PieceRows = 8;

    private readonly int _width;
    private readonly NativeArray<float> _scale;
    private readonly NativeArray<float> _shift;
    private readonly float _epsilon;
    private readonly Dispatch _dispatch;

    /// <param name="scale">One for each number of a row.</param>
    /// <param name="shift">The same, or none.</param>
    /// <exception cref="ArgumentException">Their lengths differ.</exception>
    public RowNorm(ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon)
    {
        if (shift.Length != 0 && shift.Length != scale.Length)
            throw new ArgumentException($"{scale.Length} scales have {shift.Length} shifts.");
        (_width, _epsilon) = (scale.Length, epsilon);
        _scale = new(scale);
        _shift = new(shift.IsEmpty ? new float[scale.Length] : shift);
        _dispatch = new(this);
    }

    /// <param name="values">[rows, as many as there are scales]</param>
    public void Run(float* values, int rows, IWorkers workers)
    {
        var call = new Call { Values = values, Rows = rows };
        if (_width > 0)
            _dispatch.Run(this, (rows + PieceRows - 1) / PieceRows, &call, workers);
        // Else a finalizer might free the scales that are still read.
        GC.KeepAlive(this);
    }

    void IPieces.RunPiece(void* call, int piece)
    {
        var c = (Call*)call;
        int end = Math.Min(c->Rows, (piece + 1) * PieceRows);
        for (int row = piece * PieceRows; row < end; row++)
            RunRow(c->Values + (nint)row * _width, _scale.Pointer, _shift.Pointer, _width, _epsilon);
    }

    public void Dispose()
    {
        _scale.Dispose();
        _shift.Dispose();
        _dispatch.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRow(float* x, float* scale, float* shift, int width, float epsilon)
    {
        float mean = Sum(x, width, 0, squares: false) / width;
        // From the differences, not from the squares: a mean far from 0 would leave nothing of a small variance.
        float factor = 1 / MathF.Sqrt(Sum(x, width, mean, squares: true) / width + epsilon);
        int i = 0;
        for (Vector<float> means = new(mean), factors = new(factor); i <= width - Vector<float>.Count; i += Vector<float>.Count)
            ((Vector.Load(x + i) - means) * factors * Vector.Load(scale + i) + Vector.Load(shift + i)).Store(x + i);
        for (; i < width; i++)
            x[i] = (x[i] - mean) * factor * scale[i] + shift[i];
    }

    /// <summary>Of x, or of the squares of x - mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(float* x, int width, float mean, bool squares)
    {
        int lanes = Vector<float>.Count, i = 0;
        Vector<float> a = default, b = default, c = default, d = default, means = new(mean);
        for (; i <= width - 4 * lanes; i += 4 * lanes)
        {
            Vector<float> p = Vector.Load(x + i) - means, q = Vector.Load(x + i + lanes) - means;
            Vector<float> r = Vector.Load(x + i + 2 * lanes) - means, s = Vector.Load(x + i + 3 * lanes) - means;
            a += squares ? p * p : p;
            b += squares ? q * q : q;
            c += squares ? r * r : r;
            d += squares ? s * s : s;
        }
        float sum = Vector.Sum(a + b + (c + d));
        for (; i < width; i++)
            sum += squares ? (x[i] - mean) * (x[i] - mean) : x[i] - mean;
        return sum;
    }

    private struct Call
    {
        public float* Values;
        public int Rows;
    }
}
