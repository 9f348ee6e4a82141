using System.Diagnostics;
using System.Globalization;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Benchmarks;

/// <summary>How long, and with how much memory, the analysis of a large graph takes; by rights about linear in its nodes.</summary>
internal static class AnalysisRun
{
    private const double Mega = 1e6;
    private static readonly int[] Usual = [500, 5_000, 50_000];

    public static int Run(string[] sizes)
    {
        // Once for the JIT.
        Measure(300);
        Console.WriteLine("   nodes  model MB  rewrites s  shapes s  axes s  groups s  total s  ns/node  groups  allocated MB  live MB  live/model");
        foreach (var size in sizes.Length == 0 ? Usual : sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture)))
            Console.WriteLine(Measure(size));
        return 0;
    }

    private static string Measure(int nodes)
    {
        var model = LargeGraph.Build(nodes);
        var (bytes, before, allocated) = (model.Proto.CalculateSize(), Live(), GC.GetTotalAllocatedBytes(precise: true));
        var clock = Stopwatch.StartNew();
        var cuttable = CuttableForm.Of(model);
        var rewritten = clock.Elapsed;
        var shapes = ShapeInference.Infer(cuttable);
        var inferred = clock.Elapsed;
        var map = AxisMapper.Map(cuttable, shapes);
        var mapped = clock.Elapsed;
        var groups = GroupFinder.Find(map);
        var frozen = GroupFinder.FindFrozen(map);
        var found = clock.Elapsed;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var live = Live() - before;
        GC.KeepAlive(map);
        GC.KeepAlive(frozen);
        GC.KeepAlive(model);
        return string.Create(CultureInfo.InvariantCulture, $"{model.Nodes.Count,8}  {bytes / Mega,8:f1}  {rewritten.TotalSeconds,10:f3}  {(inferred - rewritten).TotalSeconds,8:f3}  "
            + $"{(mapped - inferred).TotalSeconds,6:f3}  {(found - mapped).TotalSeconds,8:f3}  {found.TotalSeconds,7:f3}  "
            + $"{found.TotalNanoseconds / model.Nodes.Count,7:f0}  {groups.Length,6}  {allocated / Mega,12:f1}  {live / Mega,7:f1}  {(double)live / bytes,10:f2}");
    }

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);
}
