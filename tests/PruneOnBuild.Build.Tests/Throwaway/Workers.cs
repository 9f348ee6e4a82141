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

    public static void WaitForNone(string model) => Wait(() => On(model).Count == 0, $"a worker on '{model}' lives on");

    /// <summary>Sends a signal by its name, such as INT or KILL.</summary>
    public static void Signal(string name, int process)
    {
        using var kill = Process.Start("kill", ["-" + name, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static void Wait(Func<bool> until, string otherwise)
    {
        for (var patience = Stopwatch.StartNew(); !until(); Thread.Sleep(50))
            Assert.True(patience.Elapsed < s_patience, $"{otherwise} after {s_patience}");
    }

    private static string[] Arguments(string process)
    {
        try
        {
            var arguments = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
            arguments[0] = Path.GetFileName(arguments[0]);
            return arguments;
        }
        catch (IOException)
        {
            return []; // The process ended between the listing and the reading.
        }
    }
}
