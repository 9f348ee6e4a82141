using System.Diagnostics;

namespace PruneOnBuild.Cli.Output;

/// <summary>What goes on now: on a terminal one line that changes, elsewhere a line now and then.</summary>
internal sealed class PassingLine(TextWriter writer, bool isTerminal) : IProgress<string>
{
    /// <summary>One column less than a narrow terminal has: a longer line would wrap, and what wraps does not go away.</summary>
    private const int Width = 79;

    /// <summary>A log is to show that work goes on, not each step of it.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Stands before every step.</summary>
    public string Prefix { get; set; } = "";

    public void Report(string value)
    {
        string line = $"  {Prefix}{value}";
        if (isTerminal)
        {
            writer.Write($"\r{line[..Math.Min(line.Length, Width)]}\e[K");
        }
        else if (Stopwatch.GetElapsedTime(_last) >= Between)
        {
            _last = Stopwatch.GetTimestamp();
            writer.WriteLine(line);
        }
    }

    /// <summary>Takes the line away, so that another text can stand there.</summary>
    public void Clear()
    {
        if (isTerminal)
            writer.Write("\r\e[K");
    }
}
