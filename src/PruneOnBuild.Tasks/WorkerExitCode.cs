namespace PruneOnBuild.Tasks;

/// <summary>How the worker ends; the same numbers as the command line's.</summary>
internal static class WorkerExitCode
{
    public const int Passed = 0;
    public const int BadInput = 1;
    public const int GateMissed = 2;
    public const int OurFault = 3;

    /// <summary>The model was judged.</summary>
    public static bool IsVerdict(int exitCode) => exitCode is Passed or GateMissed;

    /// <summary>The .NET host's answer where no suitable runtime is installed: 0x80008096, of which Unix keeps the last byte.</summary>
    public static bool IsRuntimeMissing(int exitCode) => exitCode is 150 or unchecked((int)0x80008096);

    /// <summary>A worker that ends in any other way than these did not end of its own will.</summary>
    public static bool IsKnown(int exitCode) => exitCode is >= Passed and <= OurFault;
}
