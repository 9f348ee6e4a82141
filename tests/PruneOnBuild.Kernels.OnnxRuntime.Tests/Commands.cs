using System.ComponentModel;
using System.Diagnostics;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests;

/// <summary>Runs a program and keeps all that it printed.</summary>
internal static class Commands
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static bool Exist(string program)
    {
        try
        {
            return Run(program, "--version").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <returns>Exit code and output, standard error behind it.</returns>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' ran longer than {s_patience}.");
        }
        return (process.ExitCode, output.Result + error.Result);
    }
}
