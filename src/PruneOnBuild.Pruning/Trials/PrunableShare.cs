namespace PruneOnBuild.Pruning.Trials;

/// <summary>
/// How much of a model pruning can reach at all. A multiply-add is prunable when any channel that it uses may go, a parameter when any of
/// its indices may.
/// </summary>
/// <param name="MultiplyAdds">All multiply-adds of one sample.</param>
/// <param name="PrunableMultiplyAdds">Of these, prunable.</param>
/// <param name="Parameters">Elements of all float constants.</param>
/// <param name="PrunableParameters">Of these, prunable.</param>
public sealed record PrunableShare(double MultiplyAdds, double PrunableMultiplyAdds, double Parameters, double PrunableParameters)
{
    /// <summary>Share of the multiply-adds, in [0, 1]; null where the model has none.</summary>
    public double? OfMultiplyAdds => MultiplyAdds > 0 ? PrunableMultiplyAdds / MultiplyAdds : null;

    /// <summary>Share of the parameters, in [0, 1]; null where the model has none.</summary>
    public double? OfParameters => Parameters > 0 ? PrunableParameters / Parameters : null;
}
