namespace PruneOnBuild.Kernels.Conv;

/// <summary>What is built once for each height and width of the input.</summary>
internal interface IPlanned : IDisposable
{
    int InputHeight { get; }

    int InputWidth { get; }
}
