namespace PruneOnBuild.Policy;

/// <summary>What an accuracy gate measures. docs/accuracy-gates.md defines each.</summary>
public enum AccuracyMetric
{
    /// <summary>Share of samples whose largest output is the label. Higher is better.</summary>
    Top1,

    /// <summary>Share of samples whose label is among the k largest outputs. Higher is better.</summary>
    TopK,

    /// <summary>Share of samples on which pruned and dense name the same class. Higher is better; needs no labels.</summary>
    Agreement,

    /// <summary>Share of samples whose sequence of tokens is that of the labels, else of the dense model. Higher is better.</summary>
    ExactMatch,

    /// <summary>Mean over classes of F1, in [0, 1]. Higher is better.</summary>
    MacroF1,

    /// <summary>The least recall of all classes, in [0, 1]. Higher is better.</summary>
    WorstClass,

    /// <summary>Mean squared error against the labels where there are some, else the dense model. Lower is better.</summary>
    Mse,

    /// <summary>Mean absolute error against the labels where there are some, else the dense model. Lower is better.</summary>
    Mae,

    /// <summary>Share of the labels' variance that the outputs explain, 1 at most. Higher is better.</summary>
    R2,

    /// <summary>Mean peak signal-to-noise ratio in dB against the labels, else the dense model. Higher is better.</summary>
    Psnr,

    /// <summary>Mean scale-invariant signal-to-distortion ratio in dB against the labels, else the dense model. Higher is better.</summary>
    SiSdr,

    /// <summary>Mean cosine between outputs and labels, else the dense model's outputs, in [-1, 1]. Higher is better.</summary>
    Cosine,

    /// <summary>Mean Kullback-Leibler divergence of the pruned model's distribution from the dense model's, in nats. Lower is better.</summary>
    Kl,

    /// <summary>Mean average precision of detections at an overlap of 0.5, in [0, 1]. Higher is better.</summary>
    Map50,

    /// <summary>Mean average precision over overlaps of 0.5 to 0.95, as COCO has it, in [0, 1]. Higher is better.</summary>
    Map,

    /// <summary>Mean over classes of intersection over union of pixels, in [0, 1]. Higher is better.</summary>
    Miou,

    /// <summary>What the user's own program or assembly says.</summary>
    Custom,
}
