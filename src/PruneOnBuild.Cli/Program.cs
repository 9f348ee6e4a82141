namespace PruneOnBuild.Cli;

/// <summary>The worker and the dotnet tool <c>prune-on-build</c>.</summary>
internal static class Program
{
    public static int Main() => 0;
}
