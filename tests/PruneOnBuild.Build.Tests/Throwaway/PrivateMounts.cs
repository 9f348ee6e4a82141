namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>
/// Commands that see other file systems than everybody else: Linux takes their mounts away when they end. Without the right to mount, tests skip.
/// </summary>
internal static class PrivateMounts
{
    private static readonly Lazy<bool> s_arePermitted = new(TryMount);

    public static void SkipIfForbidden() =>
        Skip.IfNot(s_arePermitted.Value, "this user may not mount file systems (unshare -rm), so no disk can be full or read-only");

    /// <summary>Runs a script of the shell, to which <c>"$@"</c> is <c>dotnet</c> with the arguments.</summary>
    public static (int ExitCode, string Output) Run(string folder, string script, params IEnumerable<string> arguments) =>
        DotNet.RunProgram("unshare", folder, ["-rm", "sh", "-c", script, "sh", "dotnet", .. arguments]);

    private static bool TryMount() =>
        OperatingSystem.IsLinux() &&
        DotNet.RunProgram("sh", "/", "-c", "command -v unshare && unshare -rm mount -t tmpfs none /mnt").ExitCode == 0;
}
