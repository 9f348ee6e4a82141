namespace PruneOnBuild.Policy;

/// <summary>What an output holds that stands for a distribution over classes.</summary>
public enum Distribution
{
    /// <summary>Probabilities where none of the first batch is negative and they add up to 1, else logits.</summary>
    Auto,

    /// <summary>Scores that softmax makes probabilities of.</summary>
    Logits,
    Probabilities,
}
