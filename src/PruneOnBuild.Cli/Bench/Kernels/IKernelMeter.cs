namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Measures shapes; tests put figures in its place.</summary>
internal interface IKernelMeter
{
    KernelResult Measure(KernelShape shape);
}
