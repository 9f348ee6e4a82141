namespace PruneOnBuild.Policy;

/// <summary>What an accelerator's kernels gain from zeros.</summary>
public enum AcceleratorSparsity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Neither time nor memory traffic goes into zeros, wherever they lie.</summary>
    SkipsZeros,

    /// <summary>Layers with two zeros in every four weights along the input channels take half the time.</summary>
    TwoOfFour,
}
