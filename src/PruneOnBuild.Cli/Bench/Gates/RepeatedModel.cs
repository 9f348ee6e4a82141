using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Runs a model so many times where once is asked for.</summary>
internal sealed class RepeatedModel(ITimedModel model, int times) : ITimedModel
{
    public void Run()
    {
        for (int run = 0; run < times; run++)
            model.Run();
    }

    public bool Close() => model.Close();
}
