using System.Diagnostics;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>A build whose worker does not come to an end, to be interrupted by signals. On Linux, whose /proc it needs.</summary>
internal sealed class HangingBuild : IDisposable
{
    public const string Model = "Models/m.onnx";

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly Process _build;
    private readonly ThrowawayProject _project;

    public HangingBuild(ThrowawayProject project)
    {
        _project = project;
        project.WriteProject();
        _build = DotNet.Start(project.Folder, _mark, "build", project.ProjectFile, "--no-restore", "-tl:off", "-m:1", "-nodeReuse:false");
        Output = _build.StandardOutput.ReadToEndAsync();
    }

    public Task<string> Output { get; }

    /// <summary>A build of the real worker that a runner of the user's keeps waiting: a program that the worker has started.</summary>
    public static HangingBuild InARunner(ThrowawayProject project)
    {
        project.Policy(
            "version: 1",
            "targets:",
            "  there: { hardware: gpu, runner: { command: \"tail -f {model}\", timeout: 600s } }",
            "models:",
            "  - path: Models/*.onnx",
            "    target: there",
            "    prune: { goal: { ratio: 0.5 }, criterion: l2 }",
            "    gates: { latency: { speedup: 0.1 } }");
        var build = new HangingBuild(project);
        Workers.Wait(() => Workers.Of(build._mark).Count > 1, "the worker started no program");
        return build;
    }

    /// <summary>A build of the real worker that waits for the model's bytes: it is a pipe, into which nobody writes.</summary>
    public static HangingBuild InTheModel(ThrowawayProject project)
    {
        var model = project.PathOf(Model);
        File.Move(model, model + ".aside");
        using (var make = Process.Start("mkfifo", [model]))
            make.WaitForExit();
        var build = new HangingBuild(project);
        build.WaitForWorker();
        return build;
    }

    /// <summary>Makes the pipe a model again, where it is one.</summary>
    public static void Mend(ThrowawayProject project)
    {
        if (File.Exists(project.PathOf(Model + ".aside")))
            File.Move(project.PathOf(Model + ".aside"), project.PathOf(Model), overwrite: true);
    }

    public int WaitForWorker() => Workers.WaitForOne(_project.PathOf(Model));

    public void SignalBuild(string signal) => Workers.Signal(signal, _build.Id);

    public void SignalWorker(string signal) => Workers.Signal(signal, WaitForWorker());

    /// <summary>How long it takes until neither a worker nor what one has started is there.</summary>
    public TimeSpan WaitForNoProcess(TimeSpan most) => Workers.WaitForNone(_mark, most);

    /// <summary>The exit code of the build.</summary>
    public int WaitForEnd()
    {
        Assert.True(_build.WaitForExit(TimeSpan.FromMinutes(1)));
        return _build.ExitCode;
    }

    public void Dispose()
    {
        if (!_build.HasExited)
            _build.Kill(entireProcessTree: true);
        _build.Dispose();
    }
}
