using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests.Diagnostics;

public class DiagnosticTests
{
    [Fact]
    public void Text_IsTheFormThatMSBuildReads()
    {
        Assert.Equal("prune.yaml(21,5): error POB4001: missed", Diagnostic.Error("POB4001", new SourceLocation("prune.yaml", 21, 5), "missed").ToString());
        Assert.Equal("m.onnx : warning POB2001: odd", Diagnostic.Warning("POB2001", new SourceLocation("m.onnx"), "odd").ToString());
    }

    [Fact]
    public void NameWithALineEnd_CannotPoseAsASecondDiagnostic()
    {
        var text = Diagnostic.Error("POB2008", new SourceLocation("m.onnx"), "Value 'a\r\nx.cs(1,1): error CS1: forged' is undefined.").ToString();

        Assert.Equal("m.onnx : error POB2008: Value 'a  x.cs(1,1): error CS1: forged' is undefined.", text);
    }
}
