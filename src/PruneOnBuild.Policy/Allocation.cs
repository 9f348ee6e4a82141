namespace PruneOnBuild.Policy;

/// <summary>How the amount to remove is spread over layers.</summary>
public enum Allocation
{
    /// <summary>Saliencies of all layers compete.</summary>
    Global,

    /// <summary>Every layer loses the same share.</summary>
    Layer,
}
