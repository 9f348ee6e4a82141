namespace PruneOnBuild.Kernels.Lanes;

/// <summary>What a kernel asks of a vector register of floats; one implementation for each <see cref="InstructionSet"/>.</summary>
/// <remarks>The number of lanes is <c>sizeof(TVector) / sizeof(float)</c>, a multiple of 4.</remarks>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>The widest tile of 4 rows that the registers hold beside 4 weights, in vectors; 1 to 6.</summary>
    /// <param name="patterns">Column patterns of the rows. Pixels that rows share lie in a register too; others are read as they are multiplied.</param>
    static abstract int MostVectors(int patterns);

    static abstract TVector Load(float* from);

    static abstract void Store(TVector vector, float* to);

    static abstract TVector Broadcast(float value);

    /// <summary>Four floats, from which <see cref="First"/> and its like broadcast one each without another load.</summary>
    static abstract TVector LoadFour(float* from);

    static abstract TVector First(TVector four);

    static abstract TVector Second(TVector four);

    static abstract TVector Third(TVector four);

    static abstract TVector Fourth(TVector four);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>Lane by lane the greater; where one of them is no number, either.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>a * b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>Half a vector takes half the time of a whole one, or less of it than a whole one in any case.</summary>
    static virtual bool HasHalves => false;

    /// <summary>The lower half of the lanes; what the upper half holds is undefined. As the next two, only with <see cref="HasHalves"/>.</summary>
    static virtual TVector LoadHalf(float* from) => throw new NotSupportedException();

    static virtual void StoreHalf(TVector vector, float* to) => throw new NotSupportedException();

    static virtual TVector MultiplyAddHalf(TVector a, TVector b, TVector c) => throw new NotSupportedException();

    /// <summary><c>min(max(value, least), most)</c>; not a number if the value is not.</summary>
    static abstract TVector Clamp(TVector value, TVector least, TVector most);

    /// <summary>Rows and columns of the square that <see cref="Transpose"/> turns; divides the number of lanes.</summary>
    static abstract int TransposeSide { get; }

    /// <summary>to[j, i] = from[i, j] for a square of <see cref="TransposeSide"/>; pitches in floats.</summary>
    static abstract void Transpose(float* from, nint fromPitch, float* to, nint toPitch);
}
