using System.Text.Json;
using System.Xml.Linq;
using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>What an editor reads out of an evaluated project. docs/ide-checklist.md says what a user must see of it.</summary>
public sealed class IdeTests(IdeTests.Built built) : IClassFixture<IdeTests.Built>
{
    private static readonly XNamespace s_pages = "http://schemas.microsoft.com/build/2009/properties";

    [Fact]
    public void OnnxModel_IsABuildAction() => Assert.Contains("OnnxModel", built.Identities("AvailableItemName"));

    [Fact]
    public void PropertyPages_AreThere_ForItemsAndForTheProject()
    {
        var pages = built.Items("PropertyPageSchema")
            .Where(page => page["Identity"].Contains("pruneonbuild", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal(["File;BrowseObject", "Project"], pages.Select(page => page["Context"]).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.True(File.Exists(page["FullPath"]), page["FullPath"]));

        var rules = pages.Select(page => XDocument.Load(page["FullPath"])).SelectMany(page => page.Descendants(s_pages + "Rule")).ToList();
        Assert.Equal(["OnnxModel", "PruneOnBuild"], rules.Select(rule => (string?)rule.Attribute("Name")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["CopyToOutputDirectory", "Identity", "Link"],
            PropertiesOf(rules, "OnnxModel").Select(property => (string?)property.Attribute("Name")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ProjectPage_HasWhatTheDocsSayAUserMaySet()
    {
        var rule = XDocument.Load(Path.Combine(Repository.Root, "build", "ProjectProperties.xaml"));
        var onPage = rule.Root!.Elements().Select(property => (string?)property.Attribute("Name")).OfType<string>().Order(StringComparer.Ordinal);
        // The others are a machine's or a test's affair, not a project's.
        string[] elsewhere = ["PruneOnBuildCache", "PruneOnBuildDotNetHost", "PruneOnBuildWorker", "PruneOnBuildTaskAssembly", "PruneOnBuildDocsUrl"];
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "msbuild.md"))
            .Where(line => line.StartsWith("| `PruneOnBuild", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',')).Select(cell => cell.Trim().Trim('`'))
            .Except(elsewhere).Order(StringComparer.Ordinal);
        Assert.Equal(documented, onPage);
    }

    [Theory]
    [InlineData("PruneOnBuildVerdicts")]
    [InlineData("PruneOnBuildLock")]
    [InlineData("PruneOnBuildBaseline")]
    [InlineData("PruneOnBuildSharedCacheMode")]
    public void ProjectPage_OffersWhatTheTargetsAccept(string property)
    {
        var page = XDocument.Load(Path.Combine(Repository.Root, "build", "ProjectProperties.xaml"));
        var offered = page.Descendants(s_pages + "EnumProperty").Single(one => (string?)one.Attribute("Name") == property)
            .Elements().Select(value => $"'$({property})' != '{(string?)value.Attribute("Name")}'");
        var condition = XDocument.Load(Path.Combine(Repository.Root, "build", "PruneOnBuild.targets")).Descendants("Error")
            .Select(error => (string?)error.Attribute("Condition")).Single(text => text!.StartsWith($"'$({property})' != '", StringComparison.Ordinal)
                && text.Contains(" and ", StringComparison.Ordinal) && !text.Contains("!= ''", StringComparison.Ordinal));
        Assert.Equal(condition!.Split(" and ").Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void UpToDateCheck_KnowsAllInputsAndTheOutput()
    {
        var inputs = built.Items("UpToDateCheckInput").Where(item => item["Set"] == "PruneOnBuild").Select(item => item["FullPath"]).ToHashSet();
        foreach (var file in new[] { "Models/m.onnx", "prune.yaml", "prune.lock", "prune.baseline.json", "data.npz" })
            Assert.Contains(built.Project.PathOf(file), inputs);
        var output = Assert.Single(built.Items("UpToDateCheckOutput"), item => item["Set"] == "PruneOnBuild");
        Assert.True(File.Exists(output["FullPath"]), output["FullPath"]);
    }

    [Fact]
    public void LockAndBaseline_AreNestedUnderThePolicy()
    {
        foreach (var file in new[] { "prune.lock", "prune.baseline.json" })
            Assert.Equal("prune.yaml", Assert.Single(built.Items("None"), item => item["Identity"] == file)["DependentUpon"]);
    }

    [Fact]
    public void Schema_LiesWhereTheLinesOfThePolicyNameIt() =>
        Assert.Contains("\"$schema\"", built.Project.Read("obj/prune/prune.schema.json"), StringComparison.Ordinal);

    private static IEnumerable<XElement> PropertiesOf(IEnumerable<XElement> rules, string name) =>
        rules.Single(rule => (string?)rule.Attribute("Name") == name).Elements()
            .Where(element => element.Name.LocalName.EndsWith("Property", StringComparison.Ordinal));

    public sealed class Built
    {
        private readonly JsonElement _items;

        public Built()
        {
            Project.Policy("behaviour: passed", "data: data.npz").Write("data.npz", "data");
            Project.Write("prune.lock", "plans").Write("prune.baseline.json", "{}");
            Project.Build().ShouldPass();
            var evaluated = Project.Run(
                "msbuild", "-p:BuildingInsideVisualStudio=true", "-p:DesignTimeBuild=true",
                "-getItem:AvailableItemName,PropertyPageSchema,UpToDateCheckInput,UpToDateCheckOutput,None").ShouldPass();
            _items = JsonDocument.Parse(evaluated.Output).RootElement.GetProperty("Items");
        }

        internal ThrowawayProject Project { get; } = new ThrowawayProject().Model("Models/m.onnx");

        internal IEnumerable<string> Identities(string type) => Items(type).Select(item => item["Identity"]);

        /// <summary>Metadata of the items; what an item lacks is empty.</summary>
        internal List<Metadata> Items(string type) => [.. _items.GetProperty(type).EnumerateArray().Select(item => new Metadata(item))];
    }

    internal sealed class Metadata(JsonElement item)
    {
        public string this[string name] => item.TryGetProperty(name, out var value) ? value.GetString()! : "";
    }
}
