using PruneOnBuild.PlainRunner;

if (args is not [var path, .. var only])
{
    Console.Error.WriteLine("plain-runner ASSEMBLY [TEXT IN A TEST'S NAME]...");
    return 2;
}

var assembly = BuiltAssembly.Load(Path.GetFullPath(path));
using var outcome = new Outcome(Console.Out);
TestRun.Start(assembly, only, outcome);
return outcome.Wait();
