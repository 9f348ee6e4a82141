namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>What a kernel asks of a vector register; one implementation per element type and width, all with fused multiply-add.</summary>
internal interface ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Elements in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the register tile: 12 where there are 32 registers, 6 where there are 16.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(ref T source, nuint index);

    static abstract TVector Broadcast(T value);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract void Store(TVector vector, ref T target, nuint index);
}
