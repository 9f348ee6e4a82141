using PruneOnBuild.Cli.Output;

namespace PruneOnBuild.Cli.Tests.Output;

public sealed class OutputFilesTests
{
    private static readonly string Root = Path.GetFullPath("/somewhere");

    [Fact]
    public void OneModel_GoesUnderItsFileName()
    {
        var files = OutputFiles.ForOne(In("out"), In("app/Models/net.onnx"));

        Assert.Equal(new OutputFiles(In("out/net.onnx"), In("out/report.json"), In("out/report.md"), In("out/report.html"), In("out/inputs.txt")), files);
    }

    [Fact]
    public void WholePolicy_GoesUnderThePathRelativeToThePolicy()
    {
        var files = OutputFiles.ForPolicy(In("out"), In("app"), In("app/Models/net.onnx"));

        Assert.Equal(
            new OutputFiles(
                In("out/Models/net.onnx"),
                In("out/Models/net.report.json"),
                In("out/Models/net.report.md"),
                In("out/Models/net.report.html"),
                In("out/Models/net.inputs.txt")),
            files);
    }

    [Fact]
    public void ModelAboveThePolicy_StaysInsideTheOutputFolder() =>
        Assert.Equal(In("out/zoo/net.onnx"), OutputFiles.ForPolicy(In("out"), In("app/src"), In("zoo/net.onnx")).Model);

    private static string In(string path) => Path.GetFullPath(Path.Combine(Root, path));
}
