namespace PruneOnBuild.Gates.Accuracy;

/// <summary>On how many samples which model was right. The four add up to all samples.</summary>
public sealed record PairedOutcomes(int BothRight, int OnlyDenseRight, int OnlyPrunedRight, int BothWrong)
{
    public int Samples => BothRight + OnlyDenseRight + OnlyPrunedRight + BothWrong;

    public int DenseRight => BothRight + OnlyDenseRight;

    public int PrunedRight => BothRight + OnlyPrunedRight;
}
