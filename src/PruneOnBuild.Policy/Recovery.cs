namespace PruneOnBuild.Policy;

/// <summary>Closed-form repair of what remains after a cut.</summary>
public enum Recovery
{
    None,

    /// <summary>Least squares, layer by layer, towards the dense model's outputs.</summary>
    LeastSquares,
}
