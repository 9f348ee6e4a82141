namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Some samples of a pair of layers, at all positions.</summary>
/// <param name="X">What the first layer multiplies, [positions of the first, features].</param>
/// <param name="Wanted">What the second should give, [positions of the second, outputs].</param>
/// <param name="Beside">What is added to that in the pruned model; null: nothing.</param>
/// <param name="Hidden">Dimensions of the first layer's output.</param>
/// <param name="Samples">Samples, one image each.</param>
internal sealed record PairRows(ReadOnlyMemory<float> X, float[] Wanted, float[]? Beside, long[] Hidden, int Samples)
{
    /// <summary>Positions of the first layer, of all samples.</summary>
    /// <param name="features">Of the first layer.</param>
    public int FirstRows(int features) => X.Length / features;

    /// <summary>Positions of the second layer, of all samples.</summary>
    /// <param name="outputs">Of the second layer.</param>
    public int SecondRows(int outputs) => Wanted.Length / outputs;
}
