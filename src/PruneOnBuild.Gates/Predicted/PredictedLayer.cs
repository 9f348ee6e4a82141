namespace PruneOnBuild.Gates.Predicted;

/// <summary>What an accelerator's figures say of one layer.</summary>
/// <param name="Ms">Milliseconds, above 0.</param>
/// <param name="IsBoundByBandwidth">Whether its bytes take longer than its multiply-adds.</param>
public sealed record PredictedLayer(string Node, string Operator, double Ms, bool IsBoundByBandwidth);
