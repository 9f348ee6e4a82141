namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>A weight tensor cut into blocks of rows x columns (output x input channels), each kernel position by itself.</summary>
internal sealed class BlockGrid
{
    private readonly SparseWeight _weight;
    private readonly int[] _blockOf;
    private readonly int _blocks;

    public BlockGrid(SparseWeight weight, int rows, int columns)
    {
        _weight = weight;
        _blockOf = new int[weight.Values.Length];
        var idOf = new int[_blockOf.Length];
        Array.Fill(idOf, -1);
        var (outputs, outputStride) = (weight.Size(weight.OutputAxis), weight.Stride(weight.OutputAxis));
        var (inputs, inputStride) = (weight.Size(weight.InputAxis), weight.Stride(weight.InputAxis));
        for (var i = 0; i < _blockOf.Length; i++)
        {
            var output = i / outputStride % outputs;
            var input = i / inputStride % inputs;

            // The first element of the block names it.
            var first = i - (output % rows * outputStride) - (input % columns * inputStride);
            if (idOf[first] < 0)
            {
                idOf[first] = _blocks++;
            }

            _blockOf[i] = idOf[first];
        }
    }

    /// <summary>Sum of magnitudes of each block.</summary>
    public float[] Worths()
    {
        var worths = new float[_blocks];
        for (var i = 0; i < _blockOf.Length; i++)
        {
            worths[_blockOf[i]] += Math.Abs(_weight.Values[i]);
        }

        return worths;
    }

    /// <summary>From blocks that stay to weights that stay.</summary>
    public bool[] Spread(bool[] kept) => Array.ConvertAll(_blockOf, block => kept[block]);
}
