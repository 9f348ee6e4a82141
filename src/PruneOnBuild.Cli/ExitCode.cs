namespace PruneOnBuild.Cli;

/// <summary>What the process says by its exit code.</summary>
internal enum ExitCode
{
    Passed = 0,

    BadInput = 1,

    GateMissed = 2,

    OurFault = 3,
}
