using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.MatVec;

/// <summary>Blocks of whole vectors of outputs that share a column: a weight is read once and an input broadcast, nothing else.</summary>
internal sealed unsafe class BlockMatVec<TLanes, TVector> : MatVecProduct
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly NativeArray<float> _weights;
    private readonly NativeArray<int> _columns;
    private readonly NativeArray<int> _starts;
    private readonly NativeArray<float> _bias;
    private readonly SparseActivation _activation;
    private readonly int _outputs;

    private BlockMatVec(
        SparseWeights matrix, float[] weights, int[] columns, int[] starts, ReadOnlySpan<float> bias, SparseActivation activation)
        : base(matrix, starts.Length - 1)
    {
        (_outputs, _activation) = (matrix.Rows, activation);
        (_weights, _columns, _starts, _bias) = (new(weights), new(columns), new(starts), new(bias));
    }

    private static int Lanes => sizeof(TVector) / sizeof(float);

    /// <param name="weights">Their block rows are a multiple of the lanes.</param>
    public static BlockMatVec<TLanes, TVector> Pack(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation)
    {
        int parts = (weights.Rows + Lanes - 1) / Lanes, perBlock = weights.BlockRows / Lanes;
        var values = new List<float>();
        var columns = new List<int>();
        var starts = new int[parts + 1];
        for (int part = 0; part < parts; part++)
        {
            for (int i = weights.Starts[part / perBlock]; i < weights.Starts[part / perBlock + 1]; i++)
            {
                var block = weights.Values.AsSpan(i * weights.BlockRows + part % perBlock * Lanes, Lanes);
                if (!block.ContainsAnyExcept(0f))
                    continue;
                columns.Add(weights.Indices[i]);
                values.AddRange(block);
            }
            starts[part + 1] = columns.Count;
        }
        var biases = new float[parts * Lanes];
        bias.CopyTo(biases);
        return new(weights, [.. values], [.. columns], starts, biases, activation);
    }

    public override void Dispose()
    {
        _weights.Dispose();
        _columns.Dispose();
        _starts.Dispose();
        _bias.Dispose();
        base.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void RunParts(int first, int end, float* input, float* residual, float* output)
    {
        int lanes = Lanes;
        int* columns = _columns.Pointer, starts = _starts.Pointer;
        float* rest = stackalloc float[16];
        TVector least = TLanes.Broadcast(_activation.Least), most = TLanes.Broadcast(_activation.Most);
        for (int part = first; part < end; part++)
        {
            TVector a = TLanes.Load(_bias.Pointer + part * lanes), b = TLanes.Broadcast(0), c = b, d = b;
            int i = starts[part], last = starts[part + 1];
            float* weights = _weights.Pointer + (nint)i * lanes;
            // Four sums side by side: each would else wait for the one before.
            for (; i <= last - 4; i += 4, weights += 4 * lanes)
            {
                a = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[i]]), TLanes.Load(weights), a);
                b = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[i + 1]]), TLanes.Load(weights + lanes), b);
                c = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[i + 2]]), TLanes.Load(weights + 2 * lanes), c);
                d = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[i + 3]]), TLanes.Load(weights + 3 * lanes), d);
            }
            for (; i < last; i++, weights += lanes)
                a = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[i]]), TLanes.Load(weights), a);

            int row = part * lanes, count = Math.Min(lanes, _outputs - row);
            var sum = TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d));
            if (count == lanes)
            {
                if (residual is not null)
                    sum = TLanes.Add(sum, TLanes.Load(residual + row));
                TLanes.Store(TLanes.Clamp(sum, least, most), output + row);
                continue;
            }
            TLanes.Store(sum, rest);
            for (int r = 0; r < count; r++)
                output[row + r] = _activation.Of(residual is null ? rest[r] : rest[r] + residual[row + r]);
        }
    }
}
