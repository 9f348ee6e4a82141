using System.Xml.Linq;

namespace PruneOnBuild.House.Tests.Laws;

public class ProjectReferences
{
    private static readonly string[] Order =
        ["Policy", "Graph", "Kernels", "Kernels.OnnxRuntime", "Kernels.Native", "Kernels.Package", "Runtime", "Pruning", "Gates", "Reports", "Cli", "Tasks", "Package", "Templates"];

    public static TheoryData<string> Projects => [.. RepositoryFiles.Under("src", ".csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void PointOnlyToProjectsAbove(string project)
    {
        foreach (var reference in References(project))
            Assert.True(Rank(reference) < Rank(Name(project)),
                $"{project} refers to {reference}; it may refer only to what stands before it in: {string.Join(", ", Order)}.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void TheTaskRefersToNoOtherProject(string project) =>
        Assert.True(Name(project) != "Tasks" || !References(project).Any(),
            $"{project} loads into MSBuild and must bring nothing along.");

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(RepositoryFiles.Text(project)).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Name((string?)reference.Attribute("Include") ?? ""));

    private static string Name(string project) =>
        Path.GetFileNameWithoutExtension(project.Replace('\\', '/')).Replace("PruneOnBuild.", "", StringComparison.Ordinal);

    private static int Rank(string name)
    {
        var rank = Array.IndexOf(Order, name);
        Assert.True(rank >= 0, $"PruneOnBuild.{name} has no place in the order {string.Join(", ", Order)}.");
        return rank;
    }
}
