using System.Diagnostics;

namespace PruneOnBuild.House.Tests;

/// <summary>Runs a program and keeps all that it printed.</summary>
internal static class Commands
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Ends with the exit code and the output, standard error included. A null value takes a variable away.</summary>
    internal static Result Run(
        string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' does not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' ran longer than {Patience}.");
        }
        return new Result(process.ExitCode, output.Result + error.Result);
    }

    internal sealed record Result(int ExitCode, string Output);
}
