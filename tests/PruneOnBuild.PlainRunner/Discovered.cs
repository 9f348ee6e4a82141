using Xunit.Abstractions;

namespace PruneOnBuild.PlainRunner;

/// <summary>The test cases that an assembly has.</summary>
internal sealed class Discovered : IMessageSink, IDisposable
{
    private readonly List<ITestCase> _cases = [];
    private readonly ManualResetEventSlim _end = new();

    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage found)
            _cases.Add(found.TestCase);
        else if (message is IDiscoveryCompleteMessage)
            _end.Set();
        return true;
    }

    public IReadOnlyList<ITestCase> Wait()
    {
        _end.Wait();
        return _cases;
    }

    public void Dispose() => _end.Dispose();
}
