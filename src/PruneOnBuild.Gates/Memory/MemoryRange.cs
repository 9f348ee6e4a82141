namespace PruneOnBuild.Gates.Memory;

/// <summary>Bytes of several processes that did the same. The lowest and the highest of five bound the true median, each with 97 % confidence.</summary>
public sealed record MemoryRange(double Low, double Median, double High);
