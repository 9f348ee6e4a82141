namespace PruneOnBuild.House.Tests.Laws;

public class Binaries
{
    private static readonly string[] Built = [".dll", ".exe", ".pdb", ".so", ".dylib", ".lib", ".nupkg", ".zip", ".binlog"];

    [Fact]
    public void ThatABuildMakesAreNotInTheRepository() =>
        Breaches.None(RepositoryFiles.All.Where(file => Built.Contains(Path.GetExtension(file))).Select(file => $"{file} is built, not written"));
}
