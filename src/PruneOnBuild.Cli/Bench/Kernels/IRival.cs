namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>A layer that computes the same again and again.</summary>
internal interface IRival : IDisposable
{
    void Run();
}
