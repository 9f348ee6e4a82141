using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>A file of named arrays, of which only those asked for are read.</summary>
internal interface IArrayFile : IDisposable
{
    IReadOnlyList<string> Names { get; }

    /// <summary>The whole array.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The array cannot be read.</exception>
    Tensor Read(string name);

    /// <summary>The array's samples, along axis 0; they may be read after this is disposed.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The array cannot be read, or holds no samples.</exception>
    IStoredSamples Samples(string name);
}
