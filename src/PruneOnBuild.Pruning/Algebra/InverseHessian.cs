using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>
/// The state of an optimal brain surgeon on one layer: the inverse of the Gram matrix of the inputs still there, and the weights fitted to
/// them. Inputs leave in blocks (a channel's kernel positions, a head's dimensions), and inverse and weights are then exactly those of the
/// problem without them: Hi -= Hi[:,g] (Hi[g,g])^-1 Hi[g,:], W -= Hi[:,g] (Hi[g,g])^-1 W[g,:] (Hassibi, Stork 1993; Frantar, Alistarh 2022,
/// arXiv:2208.11580). Only the lower triangle is kept, and removed inputs are dropped from memory as they add up, so that removing all n
/// inputs costs about n^3 / 6 multiply-adds.
/// </summary>
internal sealed class InverseHessian
{
    private readonly int _inputs;
    private readonly int[] _positionOf;
    private readonly Matrix _inverse;
    private readonly Matrix _weights;
    private int[] _inputAt;

    /// <summary>Takes over both matrices and changes them; read results from <see cref="Inverse"/> and <see cref="Weights"/> only.</summary>
    /// <param name="inverse">[n, n], symmetric positive definite.</param>
    /// <param name="weights">[n, m], row i are the weights input i has in each output.</param>
    public InverseHessian(Matrix inverse, Matrix weights)
    {
        if (inverse.Rows != inverse.Columns || inverse.Rows != weights.Rows)
        {
            throw new ArgumentException(
                $"Inverse [{inverse.Rows}, {inverse.Columns}] and weights [{weights.Rows}, {weights.Columns}] do not fit.", nameof(weights));
        }

        (_inputs, _inverse, _weights, Remaining) = (inverse.Rows, inverse, weights, inverse.Rows);
        _inputAt = [.. Enumerable.Range(0, _inputs)];
        _positionOf = [.. _inputAt];
    }

    /// <summary>Inputs still there.</summary>
    public int Remaining { get; private set; }

    public bool IsThere(int input) => _positionOf[input] >= 0;

    /// <summary>
    /// The least squares error the layer takes on when the block goes and all else is re-fitted: tr(W[g,:]^T (Hi[g,g])^-1 W[g,:]), in the unit
    /// of G times squared weights, at least 0; infinite where Hi[g,g] is not positive definite, so that such a block is chosen last.
    /// </summary>
    public double Score(ReadOnlySpan<int> block)
    {
        var positions = Positions(block);
        return Cholesky.FactoriseInPlace(InverseOf(positions), out _) is { } factor
            ? Vectors.SquaredNorm(WhitenedWeights(factor, positions).Values)
            : double.PositiveInfinity;
    }

    /// <summary>The scores of many blocks, each as if it went alone.</summary>
    public double[] Scores(IReadOnlyList<int[]> blocks)
    {
        var scores = new double[blocks.Count];
        Workers.Run(scores.Length, blocks.Sum(block => (long)block.Length * block.Length * _weights.Columns), i => scores[i] = Score(blocks[i]));
        return scores;
    }

    /// <summary>Takes a block of inputs out; false, and nothing changed, where Hi[g,g] is not positive definite.</summary>
    public bool Remove(ReadOnlySpan<int> block)
    {
        var positions = Positions(block);
        if (Cholesky.FactoriseInPlace(InverseOf(positions), out _) is not { } factor)
        {
            return false;
        }

        // With Hi[g,g] = L L^T and V = L^-1 Hi[g,:]: Hi -= V^T V, W -= V^T (L^-1 W[g,:]).
        var (stored, depth) = (_inputAt.Length, positions.Length);
        var whitened = RowsOfInverse(positions);
        Triangular.Solve(factor.Lower.Whole, whitened.Whole);
        var weights = WhitenedWeights(factor, positions);
        Product.Add(
            _inverse.Whole.Part(0, 0, stored, stored), -1, whitened.Whole.ByColumns, whitened.Whole.ByColumns, depth, ProductShape.LowerTarget);
        Product.Add(_weights.Whole.Part(0, 0, stored, _weights.Columns), -1, whitened.Whole.ByColumns, weights.Whole.ByColumns, depth);
        Forget(positions);
        return true;
    }

    /// <summary>The inverse over the inputs given, [inputs, inputs], symmetric to the last bit.</summary>
    public Matrix Inverse(ReadOnlySpan<int> inputs)
    {
        var inverse = InverseOf(Positions(inputs));
        Symmetric.Mirror(inverse);
        return inverse;
    }

    /// <summary>[n, m] in the order the inputs had at first, zero for those removed.</summary>
    public Matrix Weights()
    {
        var weights = new Matrix(_inputs, _weights.Columns);
        for (var position = 0; position < _inputAt.Length; position++)
        {
            if (IsThere(_inputAt[position]))
            {
                _weights.Row(position).CopyTo(weights.Row(_inputAt[position]));
            }
        }

        return weights;
    }

    private int[] Positions(ReadOnlySpan<int> inputs)
    {
        var positions = new int[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            positions[i] = _positionOf[inputs[i]];
            if (positions[i] < 0)
            {
                throw new ArgumentException($"Input {inputs[i]} was removed before.", nameof(inputs));
            }
        }

        return positions;
    }

    private double At(int row, int column) => _inverse.Values[(Math.Max(row, column) * _inputs) + Math.Min(row, column)];

    private Matrix InverseOf(int[] positions)
    {
        var picked = new Matrix(positions.Length, positions.Length);
        for (var i = 0; i < positions.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                picked[i, j] = At(positions[i], positions[j]);
            }
        }

        return picked;
    }

    private Matrix RowsOfInverse(int[] positions)
    {
        var rows = new Matrix(positions.Length, _inputAt.Length);
        for (var i = 0; i < positions.Length; i++)
        {
            var position = positions[i];
            var row = rows.Row(i);
            _inverse.Row(position)[..(position + 1)].CopyTo(row);
            for (var j = position + 1; j < row.Length; j++)
            {
                row[j] = _inverse.Values[(j * _inputs) + position];
            }
        }

        return rows;
    }

    private Matrix WhitenedWeights(Cholesky factor, int[] positions)
    {
        var weights = _weights.PickRows(positions);
        Triangular.Solve(factor.Lower.Whole, weights.Whole);
        return weights;
    }

    /// <summary>
    /// Rows and columns of removed inputs become exact zeros, which later downdates leave alone, and go for good when an eighth is such.
    /// </summary>
    private void Forget(int[] positions)
    {
        foreach (var position in positions)
        {
            _positionOf[_inputAt[position]] = -1;
            _inverse.Row(position)[..(position + 1)].Clear();
            _weights.Row(position).Clear();
            for (var row = position + 1; row < _inputAt.Length; row++)
            {
                _inverse.Values[(row * _inputs) + position] = 0;
            }
        }

        Remaining -= positions.Length;
        if (Remaining <= _inputAt.Length - (_inputAt.Length / 8))
        {
            Compact();
        }
    }

    /// <summary>Moves what is left to the front. Rows and columns only move forward, so nothing is overwritten before it was read.</summary>
    private void Compact()
    {
        var kept = Array.FindAll([.. Enumerable.Range(0, _inputAt.Length)], position => IsThere(_inputAt[position]));
        for (var i = 0; i < kept.Length; i++)
        {
            var from = _inverse.Row(kept[i]);
            var to = _inverse.Row(i);
            for (var j = 0; j <= i; j++)
            {
                to[j] = from[kept[j]];
            }

            _weights.Row(kept[i]).CopyTo(_weights.Row(i));
        }

        _inputAt = [.. kept.Select(position => _inputAt[position])];
        for (var i = 0; i < _inputAt.Length; i++)
        {
            _positionOf[_inputAt[i]] = i;
        }
    }
}
