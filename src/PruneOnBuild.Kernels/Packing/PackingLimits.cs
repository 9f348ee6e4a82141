namespace PruneOnBuild.Kernels.Packing;

/// <summary>How a matrix is cut up.</summary>
/// <param name="PanelRows">The most rows of a panel, a multiple of 16.</param>
/// <param name="BlockColumns">The most columns of a block, counted without those that have no weights.</param>
internal readonly record struct PackingLimits(int PanelRows, int BlockColumns);
