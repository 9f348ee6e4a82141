using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Gates;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli;

/// <summary>
/// What this build of the tool is called, and what tells the code of its stages from every other build's, so that results of
/// other code are not taken from the cache. Module version ids are hashes of the code, because builds are deterministic.
/// </summary>
internal static class ToolVersion
{
    /// <summary>The version that people read, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The code that reads policies, models and data.</summary>
    public static string Reading { get; } = Of(typeof(PolicyReader), typeof(OnnxReader), typeof(ModelSession), typeof(OrtEnv));

    /// <summary>The code that prunes.</summary>
    public static string Pruning { get; } = $"{Reading} {Of(typeof(IPruner), typeof(ToolVersion))}";

    /// <summary>The code that measures.</summary>
    public static string Measuring { get; } = $"{Reading} {Of(typeof(Measurements), typeof(ToolVersion))}";

    private static string Of(params Type[] types) =>
        string.Join(' ', types.Select(type => type.Module.ModuleVersionId.ToString("N")));
}
