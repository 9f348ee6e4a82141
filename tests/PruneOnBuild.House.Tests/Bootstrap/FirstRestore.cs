namespace PruneOnBuild.House.Tests.Bootstrap;

[Trait("Goal", "M16")]
public sealed class FirstRestore : IDisposable
{
    private readonly ScratchClone clone = new();

    public void Dispose() => clone.Dispose();

    [Fact]
    public void WithNeitherFeedNorNpm_NamesBothWaysOutInOneError()
    {
        var restore = clone.Dotnet("restore", "App.csproj");

        Assert.NotEqual(0, restore.ExitCode);
        var error = Assert.Single(ErrorLines(restore));
        Assert.Contains("error ENG1003", error, StringComparison.Ordinal);
        Assert.Contains("install npm", error, StringComparison.Ordinal);
        Assert.Contains("add a NuGet source that has Microsoft.ML.OnnxRuntime", error, StringComparison.Ordinal);
    }

    [Fact]
    public void WithTheOfficialPackageInAFeed_TakesItAndNeedsNoNpm()
    {
        clone.PutIntoGallery("1.29.0");

        AssertSucceedsQuietly(clone.Dotnet("restore", "App.csproj"));

        Assert.Equal(["1.29.0"], clone.Restored);
        Assert.Empty(clone.PackedIntoFeed);
    }

    [Fact]
    public void WithThePackedPackage_TakesItBeforeTheOfficialOne()
    {
        clone.PutIntoGallery("1.29.0");
        clone.PutIntoFeed("1.29.0-npm");

        AssertSucceedsQuietly(clone.Dotnet("restore", "App.csproj"));

        Assert.Equal(["1.29.0-npm"], clone.Restored);
    }

    [Fact]
    public void ToldToUseNuGet_TakesTheOfficialPackageBeforeThePackedOne()
    {
        clone.PutIntoGallery("1.29.0");
        clone.PutIntoFeed("1.29.0-npm");

        AssertSucceedsQuietly(clone.Dotnet("restore", "App.csproj", "-p:OnnxRuntimeSource=nuget"));

        Assert.Equal(["1.29.0"], clone.Restored);
    }

    [Fact]
    public void ToldToUseNuGet_WithoutThePackage_SaysSoAndPacksNothing()
    {
        var restore = clone.Dotnet("restore", "App.csproj", "-p:OnnxRuntimeSource=nuget");

        Assert.NotEqual(0, restore.ExitCode);
        Assert.Contains("error ENG1002", Assert.Single(ErrorLines(restore)), StringComparison.Ordinal);
    }

    [Fact]
    public void ToldToUseSomethingElse_NamesTheChoices()
    {
        var restore = clone.Dotnet("restore", "App.csproj", "-p:OnnxRuntimeSource=conan");

        Assert.NotEqual(0, restore.ExitCode);
        Assert.Contains("must be auto, nuget or npm", Assert.Single(ErrorLines(restore)), StringComparison.Ordinal);
    }

    [Fact]
    public void AfterThePackageFolderWasPurged_LooksAgain()
    {
        clone.PutIntoGallery("1.29.0");
        AssertSucceedsQuietly(clone.Dotnet("restore", "App.csproj"));
        Directory.Delete(clone.PackageFolder, recursive: true);

        AssertSucceedsQuietly(clone.Dotnet("restore", "App.csproj"));

        Assert.Equal(["1.29.0"], clone.Restored);
    }

    [Fact]
    public void InAnEditorsBackgroundBuild_OnlyWarns()
    {
        clone.PutIntoGallery("1.29.0");

        var collect = clone.Dotnet("msbuild", "App.csproj", "-t:CollectPackageReferences", "-p:DesignTimeBuild=true");

        Assert.Equal(0, collect.ExitCode);
        Assert.Contains("warning ENG1000", collect.Output, StringComparison.Ordinal);
        Assert.Empty(clone.Restored);
    }

    private static void AssertSucceedsQuietly(Commands.Result restore)
    {
        Assert.True(restore.ExitCode == 0, restore.Output);
        Assert.DoesNotContain("warning", restore.Output, StringComparison.Ordinal);
    }

    // MSBuild may print an error where it happens and again in its summary.
    private static IEnumerable<string> ErrorLines(Commands.Result result) =>
        result.Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Contains("error ", StringComparison.Ordinal))
            .Distinct();
}
