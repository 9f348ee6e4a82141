namespace PruneOnBuild.Policy;

/// <summary>How much red, green and blue count in a gray value.</summary>
public enum GrayWeights
{
    Bt601,
    Bt709,
}
