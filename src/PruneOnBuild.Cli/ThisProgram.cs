using System.Diagnostics;

namespace PruneOnBuild.Cli;

/// <summary>This program, to be started once more.</summary>
internal static class ThisProgram
{
    public static ProcessStartInfo With(params string[] arguments)
    {
        string own = Environment.ProcessPath ?? "dotnet";
        bool hasHost = Path.GetFileNameWithoutExtension(own) == typeof(Program).Assembly.GetName().Name;
        return new ProcessStartInfo(own, hasHost ? arguments : [typeof(Program).Assembly.Location, .. arguments]);
    }
}
