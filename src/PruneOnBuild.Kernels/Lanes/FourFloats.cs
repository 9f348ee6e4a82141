namespace PruneOnBuild.Kernels.Lanes;

/// <summary>Stands for a register where there is none.</summary>
internal readonly record struct FourFloats(float A, float B, float C, float D);
