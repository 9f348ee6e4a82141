namespace PruneOnBuild.Kernels.Storage;

/// <summary>The one exception of packed weights that cannot be read.</summary>
internal static class Damage
{
    public static InvalidDataException Found(string what) => new($"The packed weights are damaged: {what}.");
}
