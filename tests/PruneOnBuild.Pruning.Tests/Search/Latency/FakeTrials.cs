using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>
/// Plans without models: the model of a plan is a number, its place on the path. Accuracy and speed are what the test says of that number,
/// and everything takes the time that the test says.
/// </summary>
internal sealed class FakeTrials(Func<int, double>? used = null, Func<int, double>? speedup = null, double trialSeconds = 1) : ICandidates, ITrials
{
    private readonly List<ModelGraph> _models = [];
    private readonly Dictionary<ModelGraph, int> _places = [];

    public FakeTime Time { get; } = new();

    public List<int> Tried { get; } = [];

    public List<int> Measured { get; } = [];

    public IReadOnlyDictionary<string, Tensor> Sample => throw new NotSupportedException("Search asks for it when it measures layers only.");

    /// <summary>A path on which each plan is faster than the one before by the same factor, and loses more by another.</summary>
    public static IReadOnlyList<PathStep> Path(int steps, double faster = 1.05, double lossier = 1.3) =>
        [.. Enumerable.Range(0, steps + 1).Select(step => new PathStep([steps - step], Math.Pow(faster, -step), step == 0 ? 0 : Math.Pow(lossier, step - steps)))];

    public CutModel Cut(PathStep step)
    {
        var model = TinyModel.Input("x", 1, 2).Relu().Output("y");
        _models.Add(model);
        _places[model] = step.Widths[0];
        return new CutModel(model, new LawCheck(0, 1, 1));
    }

    public ModelGraph Repair(PathStep step, ModelGraph cut) => cut;

    public AccuracyTrial Accuracy(ModelGraph pruned)
    {
        Time.Pass(trialSeconds);
        Tried.Add(_places[pruned]);
        var share = used!(_places[pruned]);
        return new AccuracyTrial(share <= 1, share, $"{share:0.00} of it", $"maxDrop: {share:0.00}%");
    }

    public void Prepare()
    {
    }

    public double Speedup(ModelGraph pruned)
    {
        Time.Pass(trialSeconds);
        Measured.Add(_places[pruned]);
        return speedup!(_places[pruned]);
    }

    public void Dispose()
    {
    }
}
