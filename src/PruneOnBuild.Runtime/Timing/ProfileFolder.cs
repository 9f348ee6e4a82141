namespace PruneOnBuild.Runtime.Timing;

/// <summary>A folder for what the runtime's profiler writes, gone with its user.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prune-on-build-profile-");

    /// <summary>For <see cref="SessionSettings.ProfilePrefix"/>.</summary>
    public string Prefix => Path.Combine(_folder.FullName, "p");

    public void Dispose() => _folder.Delete(recursive: true);
}
