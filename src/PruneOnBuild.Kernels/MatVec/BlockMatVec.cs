using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.MatVec;

/// <summary>Blocks of whole vectors of outputs that share a column: a weight is read once and an input broadcast, nothing else.</summary>
internal sealed unsafe class BlockMatVec<TLanes, TVector> : MatVecProduct
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Inputs of a block of columns. The first cache keeps so many while weights stream past, whatever the matrix's size.</summary>
    private const int BlockColumns = 1024;

    /// <summary>So many take turns before the next block of columns comes to theirs.</summary>
    private const int PartsOfChunk = 8;

    private readonly NativeArray<float> _weights;
    private readonly NativeArray<ushort> _columns;
    private readonly NativeArray<int> _starts;
    private readonly NativeArray<float> _bias;
    private readonly SparseActivation _activation;
    private readonly int _outputs;
    private readonly int _blocks;
    private readonly int _blockColumns;

    /// <param name="columns">Within their block.</param>
    /// <param name="starts">[chunks, blocks, parts of a chunk], and the end.</param>
    private BlockMatVec(
        SparseWeights matrix, int chunks, int blockColumns, float[] weights, ushort[] columns, int[] starts, ReadOnlySpan<float> bias, SparseActivation activation)
        : base(matrix, chunks)
    {
        (_outputs, _blockColumns, _activation) = (matrix.Rows, blockColumns, activation);
        _blocks = (starts.Length - 1) / PartsOfChunk / chunks;
        (_weights, _columns, _starts, _bias) = (new(weights), new(columns), new(starts), new(bias));
    }

    private static int Lanes => sizeof(TVector) / sizeof(float);

    /// <param name="weights">Their block rows are a multiple of the lanes.</param>
    public static BlockMatVec<TLanes, TVector> Pack(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation)
    {
        int chunks = Math.Max(1, RowPacker.Ceiling(weights.Rows, PartsOfChunk * Lanes)), blocks = Math.Max(1, RowPacker.Ceiling(weights.Columns, BlockColumns));
        int blockColumns = RowPacker.Ceiling(weights.Columns, blocks), perBlock = weights.BlockRows / Lanes;
        var values = new List<float>();
        var columns = new List<ushort>();
        List<int> starts = [0];
        var taken = new int[chunks * PartsOfChunk];
        for (int chunk = 0; chunk < chunks; chunk++)
            for (int block = 0; block < blocks; block++)
                for (int part = chunk * PartsOfChunk; part < (chunk + 1) * PartsOfChunk; part++)
                {
                    PackPart(part, block * blockColumns, (block + 1) * blockColumns);
                    starts.Add(columns.Count);
                }
        var biases = new float[chunks * PartsOfChunk * Lanes];
        bias.CopyTo(biases);
        return new(weights, chunks, blockColumns, [.. values], [.. columns], [.. starts], biases, activation);

        void PackPart(int part, int firstColumn, int endColumn)
        {
            if (part * Lanes >= weights.Rows)
                return;
            int first = weights.Starts[part / perBlock] + taken[part], i = first;
            for (; i < weights.Starts[part / perBlock + 1] && weights.Indices[i] < endColumn; i++)
            {
                var block = weights.Values.AsSpan(i * weights.BlockRows + part % perBlock * Lanes, Lanes);
                if (!block.ContainsAnyExcept(0f))
                    continue;
                columns.Add((ushort)(weights.Indices[i] - firstColumn));
                values.AddRange(block);
            }
            taken[part] += i - first;
        }
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
        int lanes = Lanes, chunkRows = PartsOfChunk * lanes;
        ushort* columns = _columns.Pointer;
        int* starts = _starts.Pointer + first * _blocks * PartsOfChunk;
        float* sums = stackalloc float[chunkRows];
        for (int chunk = first; chunk < end; chunk++)
        {
            int row = chunk * chunkRows;
            for (int block = 0; block < _blocks; block++)
            {
                float* from = block == 0 ? _bias.Pointer + row : sums;
                for (int part = 0; part < PartsOfChunk; part++, starts++)
                    RunPart(_weights.Pointer + (nint)starts[0] * lanes, columns + starts[0], columns + starts[1], input + block * _blockColumns, from + part * lanes, sums + part * lanes);
            }
            Finish(row, Math.Min(chunkRows, _outputs - row), sums, residual, output);
        }
    }

    /// <summary>A loop of its own, for whose variables there are registers.</summary>
    /// <param name="from">What the sums begin with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunPart(float* weights, ushort* columns, ushort* endColumns, float* input, float* from, float* to)
    {
        int lanes = Lanes;
        TVector a = TLanes.Load(from), b = TLanes.Broadcast(0), c = b, d = b;
        // Four sums side by side: each would else wait for the one before.
        for (; columns <= endColumns - 4; columns += 4, weights += 4 * lanes)
        {
            a = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[0]]), TLanes.Load(weights), a);
            b = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[1]]), TLanes.Load(weights + lanes), b);
            c = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[2]]), TLanes.Load(weights + 2 * lanes), c);
            d = TLanes.MultiplyAdd(TLanes.Broadcast(input[columns[3]]), TLanes.Load(weights + 3 * lanes), d);
        }
        for (; columns < endColumns; columns++, weights += lanes)
            a = TLanes.MultiplyAdd(TLanes.Broadcast(input[*columns]), TLanes.Load(weights), a);
        TLanes.Store(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int row, int count, float* sums, float* residual, float* output)
    {
        TVector least = TLanes.Broadcast(_activation.Least), most = TLanes.Broadcast(_activation.Most);
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var sum = TLanes.Load(sums + i);
            if (residual is not null)
                sum = TLanes.Add(sum, TLanes.Load(residual + row + i));
            TLanes.Store(TLanes.Clamp(sum, least, most), output + row + i);
        }
        for (; i < count; i++)
            output[row + i] = _activation.Of(residual is null ? sums[i] : sums[i] + residual[row + i]);
    }
}
