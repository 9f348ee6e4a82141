namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>One input of a layer, float32.</summary>
/// <param name="IsConstant">A stored weight, which the runtime lays out beforehand.</param>
/// <param name="Dims">Extents, each 1 or more; null: the input is left out.</param>
internal sealed record LayerOperand(bool IsConstant, long[]? Dims)
{
    public override string ToString() => Dims is null ? "-" : (IsConstant ? "w" : "x") + string.Join(',', Dims);
}
