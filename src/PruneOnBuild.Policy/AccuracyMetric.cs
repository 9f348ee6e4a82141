namespace PruneOnBuild.Policy;

/// <summary>What an accuracy gate measures.</summary>
public enum AccuracyMetric
{
    /// <summary>Share of samples whose largest output is the label. Higher is better.</summary>
    Top1,

    /// <summary>Share of samples whose label is among the k largest outputs. Higher is better.</summary>
    TopK,

    /// <summary>Share of samples on which pruned and dense name the same class. Higher is better; needs no labels.</summary>
    Agreement,

    /// <summary>Mean squared error against the labels where there are some, else the dense model. Lower is better.</summary>
    Mse,
}
