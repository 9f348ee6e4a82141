namespace PruneOnBuild.Kernels.Conv;

/// <summary>What is built once for each height and width of the input, and number of workers.</summary>
internal interface IPlanned : IDisposable
{
    int InputHeight { get; }

    int InputWidth { get; }

    int Workers { get; }
}
