namespace PruneOnBuild.Cli;

/// <summary>What the process says by its exit code.</summary>
internal enum ExitCode
{
    Passed = 0,

    /// <summary>Or a bench could not measure what the policy prunes.</summary>
    BadInput = 1,

    /// <summary>Or a model of a zoo came out wrong.</summary>
    GateMissed = 2,

    OurFault = 3,
}
