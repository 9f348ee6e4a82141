namespace PruneOnBuild.Policy;

/// <summary>How the saliency of a channel or weight is computed.</summary>
public enum Criterion
{
    /// <summary>Sum of absolute weights (Li et al. 2017, arXiv:1608.08710).</summary>
    L1,

    /// <summary>Root of the sum of squared weights.</summary>
    L2,

    /// <summary>Second-order error after the best repair (Frantar and Alistarh 2022, arXiv:2208.11580).</summary>
    Obs,

    /// <summary>Mean absolute activation on the calibration data.</summary>
    Activation,

    /// <summary>Absolute scale of the batch normalization (Liu et al. 2017, arXiv:1708.06519).</summary>
    BatchNormScale,

    /// <summary>Seeded random numbers: the baseline that every criterion must beat.</summary>
    Random,
}
