using PruneOnBuild.FakeWorker;

var run = WorkerRun.FromArguments(args);
run.CountStart();
run.WriteSharedCache();
Console.Error.WriteLine($"progress: {run.ModelName}");
if (run.Asked("behaviour") == "crash")
    Environment.FailFast("the fake worker was asked to crash");

if (run.Asked("behaviour") == "hang")
    Thread.Sleep(Timeout.Infinite);

run.WriteInputs();
if (run.Asked("behaviour") == "edit")
    run.TouchPolicy();

if (run.Asked("behaviour") is "bad-input" or "silent" or "codes")
    return run.EndBadly();

run.WriteReports();
return run.Judge();
