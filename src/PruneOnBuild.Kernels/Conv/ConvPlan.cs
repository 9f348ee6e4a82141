using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>What depends on the input's height and width; built once for each.</summary>
internal sealed class ConvPlan : IDisposable
{
    /// <param name="groups">The packed rows of each group of the convolution.</param>
    /// <param name="lanes">Pixels of a vector.</param>
    public ConvPlan(PlaneLayout layout, PackedRows[] groups, int lanes, int tileVectors, bool wantsPlace)
    {
        Layout = layout;
        Reading = layout.IsInput && layout.OutputPixels % lanes == 0 ? Reading.InPlace
            : !layout.IsInput && wantsPlace ? Reading.Planes
            : Reading.Packed;
        // On planes a tile runs over the ends of rows as if they were pixels.
        Pixels = Reading == Reading.Planes ? (layout.OutputHeight - 1) * layout.PhaseWidth + layout.OutputWidth : layout.OutputPixels;
        int vectors = (Pixels + lanes - 1) / lanes;
        Tiles = new(vectors, tileVectors);
        ColumnOffsets = Array.ConvertAll(groups, group => Offsets(group));
        StepOffsets = Reading == Reading.Packed ? []
            : Array.ConvertAll(groups, group => group.PlacedOffsets(column => (uint)layout.ColumnOffset(column) * sizeof(float)));
    }

    public PlaneLayout Layout { get; }

    public Reading Reading { get; }

    /// <summary>Pixels that tiles cover.</summary>
    public int Pixels { get; }

    public Tiling Tiles { get; }

    /// <summary>For each group, [columns]: floats from the planes' begin.</summary>
    public NativeArray<int>[] ColumnOffsets { get; }

    /// <summary>For each group, [steps, patterns]: the same in bytes, if the kernel reads in place.</summary>
    public NativeArray<uint>[] StepOffsets { get; }

    public void Dispose()
    {
        foreach (var offsets in ColumnOffsets)
            offsets.Dispose();
        foreach (var offsets in StepOffsets)
            offsets.Dispose();
    }

    private unsafe NativeArray<int> Offsets(PackedRows group)
    {
        var offsets = new int[group.ColumnCount];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = Layout.ColumnOffset(group.Columns[i]);
        return new(offsets);
    }
}
