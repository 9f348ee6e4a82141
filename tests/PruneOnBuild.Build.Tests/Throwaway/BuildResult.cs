using Microsoft.Build.Logging.StructuredLogger;
using LoggedBuild = Microsoft.Build.Logging.StructuredLogger.Build;
using LoggedTask = Microsoft.Build.Logging.StructuredLogger.Task;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>How a build ended, and what its binary log tells.</summary>
internal sealed class BuildResult(int exitCode, string output, string binlog)
{
    private readonly Lazy<LoggedBuild> _log = new(() => BinaryLog.ReadBuild(binlog));

    public int ExitCode => exitCode;

    public string Output => output;

    public IReadOnlyList<Error> Errors => Find<Error>();

    public IReadOnlyList<Warning> Warnings => Find<Warning>();

    /// <summary>The tasks of ours that ran; where there are none, the engine did not load our assembly.</summary>
    public IReadOnlyList<string> OwnTasks =>
        [.. Find<LoggedTask>()
            .Where(task => task.FromAssembly?.Contains("PruneOnBuild", StringComparison.Ordinal) == true)
            .Select(task => task.Name)];

    public IReadOnlyList<string> TargetsThatRan =>
        [.. Find<Target>()
            .Where(target => !target.Skipped && target.Children.Any(child => child is LoggedTask))
            .Select(target => target.Name)];

    /// <summary>What the engine spent on our targets, those that it skipped among them.</summary>
    public double OwnTargetsMs => Find<Target>()
        .Where(target => Path.GetFileName(target.SourceFilePath) == "PruneOnBuild.targets")
        .Sum(target => target.Duration.TotalMilliseconds);

    /// <summary>The files that the binary log carries: full path with forward slashes, and content.</summary>
    public IReadOnlyList<(string Path, string Text)> EmbeddedFiles =>
        [.. _log.Value.SourceFiles.Select(file => (file.FullPath.Replace('\\', '/'), file.Text))];

    public BuildResult ShouldPass()
    {
        Assert.True(exitCode == 0, output);
        return this;
    }

    public BuildResult ShouldFail()
    {
        Assert.True(exitCode == 1, $"exit code {exitCode}, but 1 was expected\n{output}");
        return this;
    }

    /// <summary>The build's only error, which has this code.</summary>
    public Error OnlyError(string code)
    {
        ShouldFail();
        Assert.True(Errors.Count == 1 && Errors[0].Code == code, $"not one error {code}\n{output}");
        return Errors[0];
    }

    private List<T> Find<T>() where T : BaseNode
    {
        List<T> found = [];
        _log.Value.VisitAllChildren<T>(found.Add);
        return found;
    }
}
