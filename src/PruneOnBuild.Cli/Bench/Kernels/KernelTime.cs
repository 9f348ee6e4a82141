namespace PruneOnBuild.Cli.Bench.Kernels;

/// <param name="Seconds">Of one run.</param>
/// <param name="IsProcessorTime">Hardly any sample was free of other work, so that only the processor's time of the thread is known.</param>
internal readonly record struct KernelTime(double Seconds, bool IsProcessorTime);
