using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace PruneOnBuild.PlainRunner;

/// <summary>The tests of one assembly, in this process: nothing of a test platform is needed beside the assembly.</summary>
internal static class TestRun
{
    /// <param name="only">Tests whose name holds one of these; all tests where there is none.</param>
    public static void Start(Assembly assembly, IReadOnlyCollection<string> only, IMessageSink outcome)
    {
        var options = new RunOptions();
        var framework = new XunitTestFramework(outcome);
        using var discovered = new Discovered();
        framework.GetDiscoverer(Reflector.Wrap(assembly)).Find(includeSourceInformation: false, discovered, options);
        var chosen = discovered.Wait().Where(test => only.Count == 0 || only.Any(text => test.DisplayName.Contains(text, StringComparison.Ordinal)));
        framework.GetExecutor(assembly.GetName()).RunTests(chosen, outcome, options);
    }
}
