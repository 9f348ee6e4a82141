using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>Opens the shared cache that the command line or the environment names.</summary>
internal static class SharedCaches
{
    /// <summary>Named as the properties of a build are, which take their values from the environment too.</summary>
    public const string AddressVariable = "PruneOnBuildSharedCache";

    public const string ModeVariable = "PruneOnBuildSharedCacheMode";

    /// <summary>The shared cache; null where none is named.</summary>
    /// <param name="named">Folder or address; null: what the environment names.</param>
    /// <param name="given">Null: what the environment says, or write.</param>
    /// <param name="temporary">Folder of the local cache for what is on its way.</param>
    /// <param name="environment">The value of an environment variable.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1905 or POB1922: what is named is none.</exception>
    public static SharedCache? Open(
        string? named, SharedCacheMode? given, string temporary, RunConsole console, Func<string, string?> environment)
    {
        if ((named ?? environment(AddressVariable)) is not { Length: > 0 } text)
            return null;
        var mode = given
            ?? (environment(ModeVariable) is { Length: > 0 } word ? Mode(ModeVariable, word) : SharedCacheMode.Write);
        var address = SharedCacheAddress.Parse(text, environment);
        return new SharedCache(address.Open(HttpLimits.Usual), mode, address.Shown, temporary, console.WriteOfThisMoment, console.Report);
    }

    /// <param name="name">What the word was given by.</param>
    public static SharedCacheMode Mode(string name, string word) => word switch
    {
        "read" => SharedCacheMode.Read,
        "write" => SharedCacheMode.Write,
        _ => throw CommandLineErrors.UnknownValue(name, word, ["read", "write"]),
    };
}
