using System.Diagnostics;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>Runs <c>dotnet</c> as a user's shell would: without what the test host's MSBuild left in the environment.</summary>
internal static class DotNet
{
    /// <summary>The environment variable by which <see cref="Workers"/> knows the processes of one build.</summary>
    public const string Mark = "PRUNEONBUILD_TEST_MARK";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private static readonly string[] s_hostVariables =
        ["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    public static (int ExitCode, string Output) Run(string folder, params IEnumerable<string> arguments) => RunProgram("dotnet", folder, arguments);

    /// <summary>One of several at once, which take longer.</summary>
    public static (int ExitCode, string Output) RunOneOf(int runs, string folder, params IEnumerable<string> arguments) =>
        End(StartProgram("dotnet", folder, arguments), s_patience * runs);

    /// <param name="mark">Value of <see cref="Mark"/>, which all that the build starts inherits.</param>
    public static Process Start(string folder, string mark, params IEnumerable<string> arguments) => StartProgram("dotnet", folder, arguments, mark);

    /// <summary>Another program, which may start dotnet, in the same environment.</summary>
    public static (int ExitCode, string Output) RunProgram(string program, string folder, params IEnumerable<string> arguments) =>
        End(StartProgram(program, folder, arguments), s_patience);

    private static (int ExitCode, string Output) End(Process started, TimeSpan patience)
    {
        using var process = started;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ran for more than {patience}.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    private static Process StartProgram(string program, string folder, IEnumerable<string> arguments, string? mark = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in s_hostVariables)
            start.Environment.Remove(variable);
        if (mark is not null)
            start.Environment[Mark] = mark;
        return Process.Start(start)!;
    }
}
