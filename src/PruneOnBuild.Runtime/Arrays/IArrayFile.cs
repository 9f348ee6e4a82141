namespace PruneOnBuild.Runtime.Arrays;

/// <summary>A file of named arrays, of which only those asked for are read.</summary>
internal interface IArrayFile : IDisposable
{
    IReadOnlyList<string> Names { get; }

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The array cannot be read.</exception>
    Tensor Read(string name);
}
