using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Copies part of a factor into panels as the register tiles read them: [panel, depth, lane within the panel], without gaps.</summary>
internal static class Panels
{
    /// <summary>Panels of TileRows lanes, the left factor's. Lanes are filled up with zeros to whole panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Lanes that lie apart: each lane is read along its depth, element by element, or four lanes at once in squares of 4 by 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

            var squares = 0;
            if (typeof(T) == typeof(float) && operand.Along == 1 && Sse.IsSupported)
            {
                squares = present & ~3;
                var values = MemoryMarshal.Cast<T, float>(source[(operand.Offset + ((firstLane + lane) * operand.Across) + firstDepth)..]);
                Transpose(values, operand.Across, squares, depth, MemoryMarshal.Cast<T, float>(panel), panelLanes);
            }

            for (var i = squares; i < present; i++)
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

    /// <summary>panel[k * panelLanes + i] = lanes[i * across + k], for a multiple of 4 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(ReadOnlySpan<float> lanes, int across, int count, int depth, Span<float> panel, int panelLanes)
    {
        for (var lane = 0; lane < count; lane += 4)
        {
            // The slices check the bounds once for all.
            ref var a = ref MemoryMarshal.GetReference(lanes.Slice(lane * across, depth));
            ref var b = ref MemoryMarshal.GetReference(lanes.Slice((lane + 1) * across, depth));
            ref var c = ref MemoryMarshal.GetReference(lanes.Slice((lane + 2) * across, depth));
            ref var d = ref MemoryMarshal.GetReference(lanes.Slice((lane + 3) * across, depth));
            ref var to = ref MemoryMarshal.GetReference(panel.Slice(lane, ((depth - 1) * panelLanes) + 4));
            var k = 0;
            for (; k <= depth - 4; k += 4)
            {
                var (first, second) = (Vector128.LoadUnsafe(ref a, (nuint)k), Vector128.LoadUnsafe(ref b, (nuint)k));
                var (third, fourth) = (Vector128.LoadUnsafe(ref c, (nuint)k), Vector128.LoadUnsafe(ref d, (nuint)k));
                var (low, high) = (Sse.UnpackLow(first, second), Sse.UnpackHigh(first, second));
                var (otherLow, otherHigh) = (Sse.UnpackLow(third, fourth), Sse.UnpackHigh(third, fourth));
                Sse.MoveLowToHigh(low, otherLow).StoreUnsafe(ref to, (nuint)(k * panelLanes));
                Sse.MoveHighToLow(otherLow, low).StoreUnsafe(ref to, (nuint)((k + 1) * panelLanes));
                Sse.MoveLowToHigh(high, otherHigh).StoreUnsafe(ref to, (nuint)((k + 2) * panelLanes));
                Sse.MoveHighToLow(otherHigh, high).StoreUnsafe(ref to, (nuint)((k + 3) * panelLanes));
            }

            for (; k < depth; k++)
            {
                Vector128.Create(Unsafe.Add(ref a, k), Unsafe.Add(ref b, k), Unsafe.Add(ref c, k), Unsafe.Add(ref d, k))
                    .StoreUnsafe(ref to, (nuint)(k * panelLanes));
            }
        }
    }
}
