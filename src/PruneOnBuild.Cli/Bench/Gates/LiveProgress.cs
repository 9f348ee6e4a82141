using System.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Which of so many gates is being judged, and how long the others will take if they take as long as those before.</summary>
internal sealed class LiveProgress(int gates, Action<string> report)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _begun;

    public int All => gates;

    public void Next(string what)
    {
        double minutes = Stopwatch.GetElapsedTime(_start).TotalMinutes;
        string left = _begun == 0 ? "" : FormattableString.Invariant($", about {minutes / _begun * (gates - _begun):0.0} minutes left");
        report(FormattableString.Invariant($"{what}: gate {++_begun} of {gates}{left}"));
    }
}
