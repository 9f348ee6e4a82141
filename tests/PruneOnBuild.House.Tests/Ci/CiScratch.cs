using PruneOnBuild.House.Tests.Laws;

namespace PruneOnBuild.House.Tests.Ci;

/// <summary>
/// A folder with <c>.ci/run</c>, a solution of the two projects A.Tests and B.Tests, and a <c>dotnet</c> that only hands over reports.
/// </summary>
internal sealed class CiScratch : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("prune-on-build-").FullName;

    internal CiScratch()
    {
        Skip.If(OperatingSystem.IsWindows(), ".ci/run is a bash script");
        Write("clone/.ci/run", RepositoryFiles.Text(".ci/run"));
        Write("clone/.ci/skips", "");
        Directory.CreateDirectory(Path.Combine(root, "reports"));
        foreach (var tool in (string[])["npm", "git", "nginx"])
            WriteProgram(tool, "exit 0");
        WriteProgram("apt-get", "exit 1");
    }

    /// <summary>Packages as apt hands them over: archives of these files.</summary>
    internal void OfferPackage(string name, params string[] files)
    {
        foreach (var file in files)
            Write($"package/{file}", "");
        WriteProgram("apt-get", $"""tar -c -C "{root}/package" ./usr >"$PWD/{name}_1_amd64.deb" """);
        WriteProgram("dpkg-deb", """cat "$2" """);
    }

    internal void AddShared() => Directory.CreateDirectory(Path.Combine(root, "shared"));

    internal void AllowToSkip(params string[] lines) => Write("clone/.ci/skips", string.Join('\n', lines) + "\n");

    internal void Report(string project, int passed, string[]? failed = null, string[]? skipped = null)
    {
        var results = Enumerable.Range(1, passed).Select(number => Result($"Zoo.Passes{number}", "Passed"))
            .Concat((failed ?? []).Select(name => Result(name, "Failed")))
            .Concat((skipped ?? []).Select(name => Result(name, "NotExecuted")));
        Write($"reports/{project}.trx", $"""
            <TestRun><Results>{string.Join('\n', results)}</Results>
              <UnitTest name="x" storage="/somewhere/{project.ToLowerInvariant()}.dll" />
              <Counters total="{passed}" executed="{passed}" passed="{passed}" failed="{failed?.Length ?? 0}" /></TestRun>
            """);
    }

    internal Commands.Result Run(int exitCode = 0)
    {
        WriteProgram("dotnet", $"""
            if [ "$1" = sln ]; then
              printf 'Project(s)\ntests/A.Tests/A.Tests.csproj\ntests/B.Tests/B.Tests.csproj\nsrc/A/A.csproj\n'
              exit 0
            fi
            echo "GPU: $PRUNEONBUILD_GPU $VK_ICD_FILENAMES"
            while [ "$1" != --results-directory ]; do shift; done
            mkdir -p "$2"; cp "{root}"/reports/* "$2" 2>/dev/null
            exit {exitCode}
            """);
        var programs = Path.Combine(root, "programs") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        return Commands.Run("bash", Path.Combine(root, "clone"), [".ci/run"], new Dictionary<string, string?>
        {
            ["PATH"] = programs,
            ["PRUNEONBUILD_SHARED"] = null,
            ["PRUNEONBUILD_GPU"] = null,
            ["VK_ICD_FILENAMES"] = null,
        });
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Result(string name, string outcome) =>
        $"""<UnitTestResult executionId="1" testName="{name}" outcome="{outcome}" />""";

    private void WriteProgram(string name, string script)
    {
        var file = $"programs/{name}";
        Write(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(root, file), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
