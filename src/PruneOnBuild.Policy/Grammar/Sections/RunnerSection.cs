using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>targets: NAME: runner:</c></summary>
internal static class RunnerSection
{
    public static readonly Key<string> Command = new("command", Of.Command("\"adb-run.sh {model}\""),
        "Program and arguments, started in the policy's folder without a shell; {model} becomes the model's path. Times that it prints as "
            + "{\"ms\": [...]} are the latency.")
    { Required = true };

    public static readonly Key<TimeSpan> Timeout = new("timeout", Of.Duration, "Time that one call may take.") { Default = "60s" };

    public static readonly Section Form = new("targets.runner", Command, Timeout);

    public static TargetRunner Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Command = reading.Get(Command),
        Timeout = reading.Get(Timeout).Value,
    };
}
