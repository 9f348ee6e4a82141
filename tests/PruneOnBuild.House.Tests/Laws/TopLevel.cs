namespace PruneOnBuild.House.Tests.Laws;

public class TopLevel
{
    private static readonly string[] Wanted =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "NuGet.config", "PruneOnBuild.sln",
        "README.md", "THIRD-PARTY-NOTICES.md", "build", "docs", "eng", "global.json", "prune.yaml.example", "samples", "src", "tests",
    ];

    [Fact]
    public void HoldsWhatTheDesignSaysAndNothingElse()
    {
        var held = RepositoryFiles.All.Select(file => file.Split('/')[0]).Where(name => !name.StartsWith('.')).Distinct();

        Assert.Equal(Wanted.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
    }
}
