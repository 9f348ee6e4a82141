using System.ComponentModel;
using System.Diagnostics;
using PruneOnBuild.Gates.Programs;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime.Arrays;

namespace PruneOnBuild.Gates.Accuracy.Custom;

/// <summary>
/// The user's program, run in the policy's folder. Its last argument is a folder with outputs.npy and labels.npy; it writes scores.json there, or
/// prints the same JSON: one number for each sample in a list, or one for all.
/// </summary>
internal sealed class CommandScorer(AccuracyGate gate) : IScorer
{
    public double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims)
    {
        var folder = Directory.CreateTempSubdirectory("prune-on-build-score-");
        try
        {
            NpyWriter.Write(Path.Combine(folder.FullName, "outputs.npy"), outputs, outputDims);
            if (labels.Length > 0)
                NpyWriter.Write(Path.Combine(folder.FullName, "labels.npy"), labels, labelDims);
            var printed = Run(folder.FullName);
            var written = Path.Combine(folder.FullName, "scores.json");
            return ScoresJson.Read(File.Exists(written) ? File.ReadAllText(written) : printed, gate.Command!.Location);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string Run(string folder)
    {
        var place = gate.Command!.Location;
        var words = CommandWords.Split(gate.Command.Value);
        var start = new ProcessStartInfo(words[0], [.. words.Skip(1), folder]) { WorkingDirectory = gate.FullPath("."), RedirectStandardInput = true };
        try
        {
            var run = ProgramRun.Of(start, TimeSpan.FromSeconds(gate.MaxSeconds)) ?? throw GateErrors.CustomTooSlow(place, gate.MaxSeconds);
            return run.ExitCode == 0
                ? run.Output
                : throw GateErrors.CustomFailed(place, FormattableString.Invariant($"the command ended with exit code {run.ExitCode}")
                    + (run.Error.Trim().Split('\n')[0].Trim() is { Length: > 0 } line ? $": {line}" : ""));
        }
        catch (Win32Exception failure)
        {
            throw GateErrors.CustomFailed(place, $"the command does not start: {failure.Message}", failure);
        }
    }
}
