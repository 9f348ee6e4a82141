using System.Globalization;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Whole models: ONNX Runtime's dense layers against our sparse ones.</summary>
internal static class SparseModelsRun
{
    private const double Mega = 1e6, Milli = 1e-3;

    public static int Run(SparseModelsOptions options)
    {
        Console.WriteLine("ms of one run, speed-up over the faster dense one; ~: other work left too few quiet samples, see ModelTimer; of several threads that is no more than a hint");
        Console.WriteLine(
            $"{"",-10}{"threads",8}{"dense all",11}{"extended",11}{"block",7}{"zeros",7}{"sparse",10}{"speed-up",10}{"bar",10}   MB dense / fp32 / fp16       error");
        foreach (var model in ModelCase.All.Where(model => model.Name.Contains(options.Text, StringComparison.OrdinalIgnoreCase)))
            Run(model, options.Threads);
        return 0;
    }

    private static void Run(ModelCase model, int[] threadCounts)
    {
        var dense = model.Build();
        byte[] bytes = dense.Proto.ToByteArray();
        var swapped = Array.ConvertAll(model.Patterns, pattern => SwappedModel.Of(dense, pattern.BlockRows, pattern.Zeros));
        double[] errors = Array.ConvertAll(swapped, Error);
        foreach (int threads in threadCounts)
        {
            ModelRival[] rivals =
            [
                new(bytes, GraphOptimizationLevel.ORT_ENABLE_ALL, threads),
                new(bytes, GraphOptimizationLevel.ORT_ENABLE_EXTENDED, threads),
                .. swapped.Select(pair => new ModelRival(pair.Swapped, GraphOptimizationLevel.ORT_ENABLE_ALL, threads)),
            ];
            var times = ModelTimer.Medians([.. rivals.Select(rival => (Action)rival.Run)], threads);
            double best = Math.Min(times[0].Seconds, times[1].Seconds);
            for (int i = 0; i < swapped.Length; i++)
            {
                var (blockRows, zeros, bar) = model.Patterns[i];
                double speedup = best / times[2 + i].Seconds;
                Console.WriteLine(Line(
                    $"{model.Name,-10}{threads,8}{Ms(times[0]),11}{Ms(times[1]),11}{blockRows,7}{zeros * 100,5:f0} %{Ms(times[2 + i]),10}{speedup,9:f2}x{Bar(speedup, bar),10}   {bytes.Length / Mega,8:f1} / {swapped[i].Swapped.Length / Mega,5:f1} / {swapped[i].HalfBytes / Mega,5:f1} {errors[i],11:e1}"));
            }
            foreach (var rival in rivals)
                rival.Dispose();
        }
    }

    /// <summary>The largest difference of an output from what the dense runtime makes of the same zeros.</summary>
    private static double Error(SwappedModel pair)
    {
        using var masked = new ModelRival(pair.Masked, GraphOptimizationLevel.ORT_ENABLE_EXTENDED, 1);
        using var sparse = new ModelRival(pair.Swapped, GraphOptimizationLevel.ORT_ENABLE_ALL, 1);
        return masked.Output().Zip(sparse.Output(), (a, b) => Math.Abs(a - b)).Max();
    }

    private static string Ms(ModelTime time) => Line($"{(time.IsBusy ? "~" : "")}{time.Seconds / Milli:f2}");

    private static string Bar(double speedup, double? bar) => bar is { } least ? Line($"{(speedup >= least ? ">=" : "<")} {least:f1}") : "";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
