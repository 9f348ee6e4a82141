namespace PruneOnBuild.Gates.Statistics;

/// <summary>An estimate and the bounds that hold it at a stated confidence.</summary>
/// <param name="Low">May be negative infinity where there is too little to say.</param>
/// <param name="High">May be positive infinity where there is too little to say.</param>
/// <param name="Confidence">In (0.5, 1). What it covers, one side or both, says the method that made the interval.</param>
public sealed record Interval(double Low, double Estimate, double High, double Confidence);
