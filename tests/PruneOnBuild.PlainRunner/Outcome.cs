using Xunit.Abstractions;

namespace PruneOnBuild.PlainRunner;

/// <summary>Counts tests, and writes a line for each as it ends.</summary>
internal sealed class Outcome(TextWriter output) : IMessageSink, IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly Lock _lock = new();
    private int _passed;
    private int _failed;
    private int _skipped;

    public bool OnMessage(IMessageSinkMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case ITestPassed passed:
                    _passed++;
                    output.WriteLine($"passed {passed.Test.DisplayName} ({passed.ExecutionTime:0.0} s)");
                    break;
                case ITestSkipped skipped:
                    _skipped++;
                    output.WriteLine($"skipped {skipped.Test.DisplayName}: {skipped.Reason}");
                    break;
                // Besides tests, whatever else can go wrong: a fixture, a collection, the assembly.
                case IFailureInformation failure:
                    _failed++;
                    output.WriteLine($"failed {(message as ITestMessage)?.Test.DisplayName ?? message.GetType().Name}:");
                    output.WriteLine(string.Join(Environment.NewLine, failure.Messages));
                    output.WriteLine(string.Join(Environment.NewLine, failure.StackTraces));
                    break;
                case ITestAssemblyFinished:
                    _end.Set();
                    break;
            }
        }
        return true;
    }

    /// <returns>The exit code: 0 only where tests ran and none failed.</returns>
    public int Wait()
    {
        _end.Wait();
        output.WriteLine($"{_passed} passed, {_failed} failed, {_skipped} skipped");
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }

    public void Dispose() => _end.Dispose();
}
