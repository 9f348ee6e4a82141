using System.Reflection;

namespace PruneOnBuild.Cli;

/// <summary>What this build of the tool is called, and what tells it from every other build.</summary>
internal static class ToolVersion
{
    /// <summary>The version that people read, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>
    /// Changes with the code of any stage, so that results of other code are not taken from the cache. Module version ids are hashes of
    /// the code, because builds are deterministic.
    /// </summary>
    public static string Identity { get; } = string.Join(' ', Stages().Select(module => module.ModuleVersionId.ToString("N")));

    private static IEnumerable<Module> Stages() => [typeof(ToolVersion).Module];
}
