using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Copies part of a factor into panels as the register tiles read them: [panel, depth, lane within the panel], without gaps.</summary>
internal static class Panels
{
    /// <summary>Lanes are filled up with zeros to whole panels.</summary>
    public static void Fill<T>(in Operand<T> operand, int firstLane, int lanes, int firstDepth, int depth, int panelLanes, Span<T> panels)
        where T : unmanaged
    {
        var source = operand.Values.Span;
        for (var lane = 0; lane < lanes; lane += panelLanes)
        {
            var panel = panels.Slice(lane * depth, panelLanes * depth);
            var start = operand.Offset + ((firstLane + lane) * operand.Across) + (firstDepth * operand.Along);
            var present = Math.Min(panelLanes, lanes - lane);
            if (present < panelLanes)
            {
                panel.Clear();
            }

            if (operand.Across == 1 && present == panelLanes)
            {
                CopyWhole(source, start, operand.Along, depth, panelLanes, panel);
            }
            else
            {
                Gather(source, start, operand.Across, operand.Along, depth, present, panelLanes, panel);
            }
        }
    }

    private static void CopyWhole<T>(ReadOnlySpan<T> source, int start, int along, int depth, int panelLanes, Span<T> panel)
        where T : unmanaged
    {
        ref var to = ref MemoryMarshal.GetReference(panel);
        for (var k = 0; k < depth; k++)
        {
            ref var from = ref MemoryMarshal.GetReference(source.Slice(start + (k * along), panelLanes));
            for (var i = 0; i < panelLanes; i += Vector128<T>.Count)
            {
                Vector128.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
            }

            to = ref Unsafe.Add(ref to, panelLanes);
        }
    }

    private static void Gather<T>(
        ReadOnlySpan<T> source, int start, int across, int along, int depth, int present, int panelLanes, Span<T> panel)
        where T : unmanaged
    {
        for (var i = 0; i < present; i++)
        {
            var from = start + (i * across);
            for (int k = 0, to = i; k < depth; k++, from += along, to += panelLanes)
            {
                panel[to] = source[from];
            }
        }
    }
}
