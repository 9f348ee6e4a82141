namespace PruneOnBuild.Kernels.Lanes;

/// <summary>A register of exactly four floats.</summary>
internal interface IFourLanes<TVector> : ILanes<TVector>
    where TVector : unmanaged
{
    static abstract TVector Create(float first, float second, float third, float fourth);
}
