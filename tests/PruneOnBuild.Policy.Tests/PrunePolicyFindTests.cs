namespace PruneOnBuild.Policy.Tests;

public sealed class PrunePolicyFindTests
{
    [Theory]
    [InlineData("Models/a.onnx", "Models/a.onnx", true)]
    [InlineData("Models/a.onnx", "Models/b.onnx", false)]
    [InlineData("Models/a.onnx", "a.onnx", false)]
    [InlineData("./Models/../Models/a.onnx", "Models/a.onnx", true)]
    [InlineData("Models\\a.onnx", "Models/a.onnx", true)]
    [InlineData("../shared/a.onnx", "../shared/a.onnx", true)]
    [InlineData("Models/*.onnx", "Models/a.onnx", true)]
    [InlineData("Models/*.onnx", "Models/deep/a.onnx", false)]
    [InlineData("Models/?.onnx", "Models/a.onnx", true)]
    [InlineData("Models/?.onnx", "Models/ab.onnx", false)]
    [InlineData("Models/*a*b*.onnx", "Models/xaxbx.onnx", true)]
    [InlineData("Models/*a*b*.onnx", "Models/xbxax.onnx", false)]
    [InlineData("**/a.onnx", "a.onnx", true)]
    [InlineData("**/a.onnx", "x/y/a.onnx", true)]
    [InlineData("Models/**/a.onnx", "Models/a.onnx", true)]
    [InlineData("Models/**/a.onnx", "Models/x/y/a.onnx", true)]
    [InlineData("Models/**/a.onnx", "Other/x/a.onnx", false)]
    [InlineData("Models/**/x/*.onnx", "Models/x/y/x/a.onnx", true)]
    [InlineData("Models/**", "Models/x/a.onnx", true)]
    public void Finds_ByPathOrGlob(string path, string file, bool found) =>
        Assert.Equal(found, Policy(path).Find(Full(file)) is not null);

    [Theory]
    [InlineData("Models/A.onnx")]
    [InlineData("models/a.onnx")]
    public void LetterCase_CountsWhereFilesHaveIt(string file) =>
        Assert.Equal(!OperatingSystem.IsLinux(), Policy("Models/a.onnx").Find(Full(file)) is not null);

    [Fact]
    public void FirstEntryThatMatches_HasTheFile()
    {
        var policy = Policy("Models/a.onnx", "Models/*.onnx", "**/*.onnx");

        Assert.Same(policy.Models[0], policy.Find(Full("Models/a.onnx")));
        Assert.Same(policy.Models[1], policy.Find(Full("Models/b.onnx")));
        Assert.Same(policy.Models[2], policy.Find(Full("b.onnx")));
        Assert.Null(policy.Find(Full("b.txt")));
    }

    [Fact]
    public void ManyStars_DoNotTakeForever()
    {
        var policy = Policy(string.Concat(Enumerable.Repeat("**/", 50)) + string.Concat(Enumerable.Repeat("*a", 50)) + "b.onnx");

        Assert.Null(policy.Find(Full(string.Concat(Enumerable.Repeat("a/", 100)) + new string('a', 200) + ".onnx")));
    }

    private static string Full(string relative) => Path.Combine(Path.GetDirectoryName(Reading.File)!, relative);

    private static PrunePolicy Policy(params string[] paths) => Reading.Of(
        "version: 1\ntargets: { server: { hardware: cpu } }\nmodels:\n" + string.Concat(paths.Select(path =>
            $"  - {{ path: '{path}', target: server, prune: {{ goal: {{ ratio: 0.5 }} }} }}\n"))).Policy;
}
