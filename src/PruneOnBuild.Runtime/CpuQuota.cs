using System.Globalization;

namespace PruneOnBuild.Runtime;

/// <summary>The share of CPU time that control groups leave to this process.</summary>
internal static class CpuQuota
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>The least quota over period, in CPUs, among the process's group and those above it; null: none has one.</summary>
    /// <param name="read">The text of a file; null where there is none.</param>
    public static double? OfThisProcess(Func<string, string?> read)
    {
        var groups = (read("/proc/self/cgroup") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 3))
            .Where(parts => parts.Length == 3).ToArray();
        // Version 2 has one line, 0::/path. Version 1 has a hierarchy for each controller.
        var unified = groups.FirstOrDefault(parts => parts[0] == "0")?[2] ?? "/";
        var cpu = groups.FirstOrDefault(parts => parts[1].Split(',').Contains("cpu"))?[2] ?? "/";
        var quotas = Upwards(unified).Select(path => Ratio(read($"{Root}{path}/cpu.max")?.Split(' ')))
            .Concat(Upwards(cpu).Select(path => Ratio(
                [read($"{Root}/cpu{path}/cpu.cfs_quota_us") ?? "", read($"{Root}/cpu{path}/cpu.cfs_period_us") ?? ""])));
        return quotas.Min();
    }

    private static IEnumerable<string> Upwards(string path)
    {
        for (var end = path.TrimEnd('/').Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
        yield return "";
    }

    // "max" and -1 mean none.
    private static double? Ratio(string[]? words) =>
        words is [var quota, var period]
        && double.TryParse(quota, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time > 0
        && double.TryParse(period, NumberStyles.Float, CultureInfo.InvariantCulture, out var per) && per > 0
            ? time / per
            : null;
}
