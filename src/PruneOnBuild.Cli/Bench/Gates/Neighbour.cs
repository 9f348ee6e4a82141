using System.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Another process of this tool that burns one core until it is disposed, or until this process ends.</summary>
internal sealed class Neighbour : IDisposable
{
    private readonly Process _process;

    public Neighbour()
    {
        var start = ThisProgram.With("bench", "gates", "--neighbour");
        start.RedirectStandardInput = true;
        _process = Process.Start(start)!;
    }

    /// <summary>What that process does: it ends with its standard input, which ends with whoever holds it.</summary>
    public static void Burn(TextReader input)
    {
        var end = Task.Run(input.ReadToEnd);
        while (!end.IsCompleted)
            Thread.SpinWait(1000);
    }

    public void Dispose()
    {
        _process.StandardInput.Dispose();
        _process.WaitForExit();
        _process.Dispose();
    }
}
