using System.Diagnostics;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Real networks with real data before and after pruning, as a table in Markdown whose rows appear as they are known.</summary>
internal static class RealRun
{
    private const string Title = """
        | network | metric | dense | asked | m-adds | obs, least-squares | m-adds | l2, none | seconds |
        |---|---|---:|---:|---:|---:|---:|---:|---:|
        """;

    /// <summary>No fault of a model: all that it has is frozen.</summary>
    private const string NothingToCut = "POB3004";

    private static readonly double[] Shares = [0.7, 0.5];
    private static readonly SessionSettings Settings = new(Threads: 2);

    /// <param name="words">Text that the networks' names contain; none: all networks.</param>
    /// <returns>1 where a pruned model is no good.</returns>
    public static int Run(string[] words)
    {
        if (Shared.Folder is not { } shared)
        {
            Console.WriteLine("There is no folder 'shared' beside the project, nor does PRUNEONBUILD_SHARED name one: nothing to measure.");
            return 0;
        }

        Console.WriteLine(Title);
        var (isGood, remarks) = (true, new List<string>());
        foreach (var network in RealNetworks.All.Where(network => words.Length == 0 || words.Any(word => network.Model.Contains(word, StringComparison.Ordinal))))
            isGood &= Measure(network, shared, remarks);
        Console.WriteLine();
        foreach (var remark in remarks.Distinct()) Console.WriteLine($"- {remark}");
        return isGood ? 0 : 1;
    }

    private static bool Measure(RealNetwork network, string shared, List<string> remarks)
    {
        var path = network.Path(shared);
        var dense = OnnxReader.Read(path);
        using var session = ModelSession.Open(path, Settings);
        var task = network.Open(shared, session);
        var before = task.Text(task.Score(session, session));
        var isGood = true;
        foreach (var share in Shares)
        {
            var clock = Stopwatch.StartNew();
            var ours = Cell(dense, session, task, share, Criterion.Obs, Recovery.LeastSquares);
            var seconds = clock.Elapsed.TotalSeconds;
            var plain = Cell(dense, session, task, share, Criterion.L2, Recovery.None);
            isGood &= ours.IsGood && plain.IsGood;
            remarks.AddRange(new[] { task.Remark, ours.Remark, plain.Remark }.OfType<string>().Select(remark => $"`{network.Model}`: {remark}."));
            Console.WriteLine($"| {network.Model} | {task.Measured} | {before} | {RealFigures.Share(share)} "
                + $"| {ours.Reached} | {ours.Score} | {plain.Reached} | {plain.Score} | {RealFigures.Seconds(seconds)} |");
        }

        return isGood;
    }

    private static RealCell Cell(ModelGraph dense, ModelSession session, IRealTask task, double share, Criterion criterion, Recovery recovery)
    {
        try
        {
            var calibration = recovery == Recovery.None ? null : task.Calibration;
            var result = RealPrune.Run(dense, share, criterion, recovery, calibration, new Progress<string>());
            using var pruned = ModelSession.Open(OnnxWriter.ToBytes(result.Pruned.Proto, dense.Path), Settings, dense.Path);
            var score = task.Score(session, pruned);
            return new RealCell(RealFigures.Share(RealPrune.Reached(result)), task.Text(score), double.IsFinite(score));
        }
        catch (PruneOnBuildException mistakes)
        {
            var mistake = mistakes.Diagnostics[0];
            var hasNothing = mistake.Code == NothingToCut;
            return new RealCell(hasNothing ? "1.00" : "-", hasNothing ? "nothing to cut" : mistake.Code, hasNothing, $"{mistake.Code} {mistake.Message.Split(". ")[0]}");
        }
    }
}
