using System.Diagnostics;
using System.Globalization;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>Processes of workers, as Linux lists them. Other systems have no such list: there the tests that need it skip.</summary>
internal static class Workers
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The numbers of the workers, stand-ins or real, that run on this model. What has ended but was not yet asked about is none.</summary>
    public static IReadOnlyList<int> On(string model) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(process => File.Exists(Path.Combine(process, "cmdline")))
            .Where(process => Arguments(process) is ["dotnet", "exec", var worker, "prune", ..] && worker.EndsWith(".dll", StringComparison.Ordinal))
            .Where(process => Arguments(process).Contains(model))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)),
    ];

    public static int WaitForOne(string model)
    {
        Wait(() => On(model).Count == 1, $"no worker on '{model}'");
        return On(model)[0];
    }

    /// <summary>How long it takes until no process is <see cref="Of">of</see> the build; fails after <paramref name="most"/>.</summary>
    public static TimeSpan WaitForNone(string mark, TimeSpan most)
    {
        var watch = Stopwatch.StartNew();
        for (; Of(mark) is { Count: > 0 } alive; Thread.Sleep(10))
            Assert.True(watch.Elapsed < most, $"after {watch.Elapsed.TotalSeconds:F2} s alive: {string.Join("; ", alive.Select(Words))}");
        return watch.Elapsed;
    }

    /// <summary>
    /// The numbers of the processes that the workers of a build are, or that they have started, directly or not: their environment has the
    /// build's mark, and the task's word of who is to be watched.
    /// </summary>
    /// <param name="mark">As <see cref="DotNet.Start"/> put it there.</param>
    public static IReadOnlyList<int> Of(string mark) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Where(process => Read(process, "environ") is { } environment
                && environment.Contains($"{DotNet.Mark}={mark}") && environment.Any(variable => variable.StartsWith("PRUNEONBUILD_PARENT=", StringComparison.Ordinal)))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)),
    ];

    /// <summary>Sends a signal by its name, such as INT or KILL.</summary>
    public static void Signal(string name, int process)
    {
        using var kill = Process.Start("kill", ["-" + name, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public static void Wait(Func<bool> until, string otherwise)
    {
        for (var patience = Stopwatch.StartNew(); !until(); Thread.Sleep(50))
            Assert.True(patience.Elapsed < s_patience, $"{otherwise} after {s_patience}");
    }

    private static string Words(int process) => string.Join(' ', Arguments($"/proc/{process.ToString(CultureInfo.InvariantCulture)}"));

    private static string[] Arguments(string process)
    {
        var arguments = Read(process, "cmdline");
        if (arguments.Length > 0)
            arguments[0] = Path.GetFileName(arguments[0]);
        return arguments;
    }

    /// <summary>Words with zeros between; none of a process that has ended since it was listed, or is another user's.</summary>
    private static string[] Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file)).Split('\0');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
