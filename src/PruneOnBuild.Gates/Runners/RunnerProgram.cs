using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Runners;

/// <summary>Calls the user's own program, which times a model on hardware of theirs.</summary>
/// <param name="folder">The policy's, in which the program starts.</param>
public sealed class RunnerProgram(TargetRunner runner, string folder)
{
    /// <summary>Milliseconds of single runs of the model, as the program printed them; one or more, each above 0.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5171 to POB5175.</exception>
    public double[] Time(string modelPath)
    {
        using var process = Start(modelPath);
        // Both are read, so that a program that says much does not wait for a reader for ever.
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        if (!Task.WaitAll([process.WaitForExitAsync(), said, complained], runner.Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw RuntimeErrors.RunnerTimedOut(runner);
        }

        return process.ExitCode == 0
            ? RunnerOutput.Read(said.Result, runner)
            : throw RuntimeErrors.RunnerFailed(runner, process.ExitCode, LastLine(complained.Result) ?? LastLine(said.Result) ?? "nothing");
    }

    private Process Start(string modelPath)
    {
        var words = Words(runner.Command.Value).Select(word => word.Replace(TargetRunner.ModelPlace, modelPath, StringComparison.Ordinal)).ToArray();
        // A program beside the policy is meant before one of that name elsewhere.
        var program = words.Length == 0 ? "" : Path.Combine(folder, words[0]) is var own && File.Exists(own) ? own : words[0];
        try
        {
            return Process.Start(new ProcessStartInfo(program, words.Skip(1))
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            throw RuntimeErrors.RunnerDoesNotStart(runner, program, failure);
        }
    }

    private static string? LastLine(string text) => text.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0);

    /// <summary>Words between blanks; double quotes hold blanks together.</summary>
    internal static IReadOnlyList<string> Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isQuoted, hasWord) = (false, false);
        foreach (var c in command)
        {
            if (c == '"')
            {
                (isQuoted, hasWord) = (!isQuoted, true);
            }
            else if (c != ' ' || isQuoted)
            {
                word.Append(c);
                hasWord = true;
            }
            else if (hasWord)
            {
                words.Add(word.ToString());
                word.Clear();
                hasWord = false;
            }
        }

        if (hasWord)
            words.Add(word.ToString());
        return words;
    }
}
