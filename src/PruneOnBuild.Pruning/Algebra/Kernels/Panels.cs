using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Copies part of a factor into panels as the register tiles read them: [panel, depth, lane within the panel], without gaps.</summary>
internal static class Panels
{
    /// <summary>Panels of TileRows lanes, the left factor's. Lanes are filled up with zeros to whole panels.</summary>
    public static void FillLeft<TSimd, TVector, T>(in Operand<T> operand, int firstLane, int lanes, int firstDepth, int depth, Span<T> panels)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : struct
        where T : unmanaged
    {
        if (operand.Across != 1)
        {
            Gather(operand, firstLane, lanes, firstDepth, depth, TSimd.TileRows, panels);
            return;
        }

        // Depth outside: rows of the source are then read once and in one go, as prefetching and address translation like it.
        for (var k = 0; k < depth; k++)
        {
            var row = Row(operand, firstLane, lanes, firstDepth + k);
            ref var from = ref MemoryMarshal.GetReference(row);
            ref var to = ref panels[k * TSimd.TileRows];
            var lane = 0;
            for (; lane <= lanes - TSimd.TileRows; lane += TSimd.TileRows)
            {
                // The size is a constant of each instance, so this is a few vector moves.
                Unsafe.CopyBlockUnaligned(
                    ref Unsafe.As<T, byte>(ref Unsafe.Add(ref to, lane * depth)),
                    ref Unsafe.As<T, byte>(ref Unsafe.Add(ref from, lane)),
                    (uint)(TSimd.TileRows * Unsafe.SizeOf<T>()));
            }

            CopyRest(row, lane, panels, (lane * depth) + (k * TSimd.TileRows), TSimd.TileRows);
        }
    }

    /// <summary>Panels of two registers, the right factor's. Lanes are filled up with zeros to whole panels.</summary>
    public static void FillRight<TSimd, TVector, T>(in Operand<T> operand, int firstLane, int lanes, int firstDepth, int depth, Span<T> panels)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : struct
        where T : unmanaged
    {
        var panelLanes = 2 * TSimd.Count;
        if (operand.Across != 1)
        {
            Gather(operand, firstLane, lanes, firstDepth, depth, panelLanes, panels);
            return;
        }

        for (var k = 0; k < depth; k++)
        {
            var row = Row(operand, firstLane, lanes, firstDepth + k);
            ref var from = ref MemoryMarshal.GetReference(row);
            ref var to = ref panels[k * panelLanes];
            var lane = 0;
            for (; lane <= lanes - panelLanes; lane += panelLanes)
            {
                TSimd.Store(TSimd.Load(ref from, (nuint)lane), ref to, (nuint)(lane * depth));
                TSimd.Store(TSimd.Load(ref from, (nuint)(lane + TSimd.Count)), ref to, (nuint)((lane * depth) + TSimd.Count));
            }

            CopyRest(row, lane, panels, (lane * depth) + (k * panelLanes), panelLanes);
        }
    }

    /// <summary>All lanes at one depth, where they lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<T> Row<T>(in Operand<T> operand, int firstLane, int lanes, int depth) =>
        operand.Values.Span.Slice(operand.Offset + firstLane + (depth * operand.Along), lanes);

    private static void CopyRest<T>(ReadOnlySpan<T> row, int lane, Span<T> panels, int at, int panelLanes)
        where T : unmanaged
    {
        if (lane < row.Length)
        {
            var target = panels.Slice(at, panelLanes);
            row[lane..].CopyTo(target);
            target[(row.Length - lane)..].Clear();
        }
    }

    /// <summary>Lanes that lie apart, element by element: each lane is read along its depth.</summary>
    private static void Gather<T>(in Operand<T> operand, int firstLane, int lanes, int firstDepth, int depth, int panelLanes, Span<T> panels)
        where T : unmanaged
    {
        var source = operand.Values.Span;
        for (var lane = 0; lane < lanes; lane += panelLanes)
        {
            var panel = panels.Slice(lane * depth, panelLanes * depth);
            var present = Math.Min(panelLanes, lanes - lane);
            if (present < panelLanes)
            {
                panel.Clear();
            }

            for (var i = 0; i < present; i++)
            {
                var start = operand.Offset + ((firstLane + lane + i) * operand.Across) + (firstDepth * operand.Along);

                // The two slices check the bounds once for all.
                ref var from = ref MemoryMarshal.GetReference(source.Slice(start, ((depth - 1) * operand.Along) + 1));
                ref var to = ref panel[i];
                for (var k = 0; k < depth; k++)
                {
                    Unsafe.Add(ref to, k * panelLanes) = Unsafe.Add(ref from, k * operand.Along);
                }
            }
        }
    }
}
