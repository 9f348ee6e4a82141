using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What a measurement with one sample depends on.</summary>
internal static class MeasureKey
{
    /// <param name="model">Key or hash of the model that is measured.</param>
    public static string Of(ModelJob job, JobInputs inputs, string model) => new ContentHash()
        .Add("tool", ToolVersion.Measuring)
        .Add("machine", MachineText.Of(job.Target))
        .Add("pruned", model)
        .Add("data", inputs.Evaluation ?? inputs.Calibration)
        .Add("settings", Canonical.Of(job.Model.Data))
        .ToKey();
}
