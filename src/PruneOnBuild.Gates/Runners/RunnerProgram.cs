using System.ComponentModel;
using System.Diagnostics;
using PruneOnBuild.Gates.Programs;
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
        var run = Run(modelPath) ?? throw RuntimeErrors.RunnerTimedOut(runner);
        return run.ExitCode == 0
            ? RunnerOutput.Read(run.Output, runner)
            : throw RuntimeErrors.RunnerFailed(runner, run.ExitCode, LastLine(run.Error) ?? LastLine(run.Output) ?? "nothing");
    }

    private ProgramRun? Run(string modelPath)
    {
        var words = CommandWords.Split(runner.Command.Value)
            .Select(word => word.Replace(TargetRunner.ModelPlace, modelPath, StringComparison.Ordinal)).ToArray();
        // A program beside the policy is meant before one of that name elsewhere.
        var program = words.Length == 0 ? "" : Path.Combine(folder, words[0]) is var own && File.Exists(own) ? own : words[0];
        try
        {
            return ProgramRun.Of(new ProcessStartInfo(program, words.Skip(1)) { WorkingDirectory = folder }, runner.Timeout);
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            throw RuntimeErrors.RunnerDoesNotStart(runner, program, failure);
        }
    }

    private static string? LastLine(string text) => text.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0);
}
