using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports.Sarif;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Reports.Tests.Sarif;

public sealed class DiagnosticFingerprintsTests : IDisposable
{
    private const string Gate = "  latency: { speedup: 1.5 }";

    private readonly TemporaryFolder _folder = new();

    public DiagnosticFingerprintsTests() => _folder.Write(".git", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SurviveMovedLines_Indentation_AndOtherFigures()
    {
        string before = Of(["version: 1", Gate], Missed(2, 5, "1.31x"))[0];
        string after = Of(["# a comment", "", "version: 1", $"    {Gate}"], Missed(4, 9, "1.28x"))[0];
        Assert.Equal(before, after);
    }

    [Fact]
    public void ChangeWithTheLinesText_TheCode_AndTheFile()
    {
        string one = Of([Gate], Missed(1, 5))[0];
        Assert.NotEqual(one, Of(["  latency: { speedup: 1.6 }"], Missed(1, 5))[0]);
        Assert.NotEqual(one, Of([Gate], Missed(1, 5) with { Code = "POB4002" })[0]);
        File.Copy(_folder.File("prune.yaml"), _folder.File("other.yaml"));
        Assert.NotEqual(one, Of([Gate], Missed(1, 5) with { Location = new SourceLocation(_folder.File("other.yaml"), 1, 5) })[0]);
    }

    [Fact]
    public void AreTheSameInAnotherClone()
    {
        using var clone = new TemporaryFolder();
        clone.Write(".git", "");
        string there = clone.Write("prune.yaml", Gate);
        Assert.Equal(Of([Gate], Missed(1, 5)), DiagnosticFingerprints.Of([Missed(1, 5) with { Location = new SourceLocation(there, 1, 5) }]));
    }

    [Fact]
    public void EqualOnes_AreNumbered()
    {
        var found = Of([Gate, Gate], Missed(1, 5), Missed(2, 5));
        Assert.Equal([":1", ":2"], found.Select(fingerprint => fingerprint[16..]));
        Assert.Equal(found[0][..16], found[1][..16]);
    }

    [Fact]
    public void PlacesThatAreNoFile_HaveOneToo() =>
        Assert.Matches("^[0-9a-f]{16}:1$", DiagnosticFingerprints.Of([Diagnostic.Error("POB1901", new SourceLocation("prune-on-build"), "x")])[0]);

    private Diagnostic Missed(int line, int column, string figure = "1x") =>
        Diagnostic.Error("POB4001", new SourceLocation(_folder.File("prune.yaml"), line, column), $"Missed: {figure}");

    private IReadOnlyList<string> Of(string[] policy, params Diagnostic[] diagnostics)
    {
        File.WriteAllLines(_folder.File("prune.yaml"), policy);
        return DiagnosticFingerprints.Of(diagnostics);
    }
}
