using System.Diagnostics;

namespace PruneOnBuild.Gates.Programs;

/// <summary>How a program of the user's ended.</summary>
/// <param name="Output">All that it printed.</param>
/// <param name="Error">All that it printed as errors.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it to its end; null: it took longer than it may, and was ended with all that it had started.</summary>
    /// <param name="start">Where the input is redirected, it is empty.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    /// <exception cref="InvalidOperationException">It has no name.</exception>
    public static ProgramRun? Of(ProcessStartInfo start, TimeSpan longest)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        RunningPrograms.Add(process);
        try
        {
            return End(process, start, longest);
        }
        finally
        {
            RunningPrograms.Remove(process);
        }
    }

    private static ProgramRun? End(Process process, ProcessStartInfo start, TimeSpan longest)
    {
        if (start.RedirectStandardInput)
            process.StandardInput.Close();
        // Both are read, so that a program that says much does not wait for a reader for ever.
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (Task.WaitAll([process.WaitForExitAsync(), output, error], longest))
            return new ProgramRun(process.ExitCode, output.Result, error.Result);
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return null;
    }
}
