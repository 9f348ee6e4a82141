using System.Globalization;
using System.Xml.Linq;

namespace PruneOnBuild.Build.Tests.Throwaway;

/// <summary>A user's project in a folder of its own, built with the packed package by <c>dotnet</c> itself.</summary>
internal sealed class ThrowawayProject
{
    private readonly XElement _properties = new("PropertyGroup");
    private readonly XElement _items = new("ItemGroup");
    // Restores that need no repetition: their arguments, and the project as it was.
    private readonly HashSet<string> _restored = [];
    private int _builds;

    /// <param name="folder">Where under the test run's folder; a new one each time, and this is its last name.</param>
    /// <param name="reference">Whether the project's own file refers to the package.</param>
    public ThrowawayProject(
        string folder = "app", string name = "App", string frameworks = "net10.0", bool executable = true, bool realWorker = false,
        bool reference = true)
    {
        Folder = Path.Combine(PackedPackage.TestRun, Guid.NewGuid().ToString("N")[..8], folder);
        Name = name;
        Property(frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework", frameworks);
        if (!realWorker)
            Property("PruneOnBuildWorker", PackedPackage.FakeWorker);
        // What only costs time here.
        Property("EnableNETAnalyzers", "false").Property("UseAppHost", "false").Property("NuGetAudit", "false");
        // The default, which an environment may turn off: without the compiler's server half of a first build is its start.
        Property("UseSharedCompilation", "true");
        if (executable)
            Property("OutputType", "Exe");
        if (reference)
            Item("PackageReference", "PruneOnBuild", ("Version", PackedPackage.Version), ("PrivateAssets", "all"));
        WriteNuGetConfig();
        Write($"{name}.cs", executable ? "System.Console.WriteLine();" : "public class Library;");
    }

    public string Name { get; }

    public string Folder { get; }

    public string ProjectFile => PathOf($"{Name}.csproj");

    /// <summary>How often a worker was started since the project was made.</summary>
    public int WorkerStarts => File.Exists(PathOf("starts.log")) ? File.ReadAllLines(PathOf("starts.log")).Length : 0;

    public ThrowawayProject Property(string name, string value)
    {
        _properties.Add(new XElement(name, value));
        return this;
    }

    public ThrowawayProject Item(string type, string include, params IEnumerable<(string Name, string Value)> metadata)
    {
        var attributes = metadata.Select(pair => new XAttribute(pair.Name, pair.Value));
        _items.Add(new XElement(type, new XAttribute("Include", include), attributes));
        return this;
    }

    /// <summary>A model, whose content the fake worker does not mind, and its OnnxModel item.</summary>
    public ThrowawayProject Model(string path, params IEnumerable<(string Name, string Value)> metadata) =>
        Write(path, $"dense {path}").Item("OnnxModel", path, metadata);

    /// <summary>What the fake worker shall do; see its WorkerRun.</summary>
    public ThrowawayProject Policy(params IEnumerable<string> wishes) => Write("prune.yaml", string.Join('\n', wishes) + "\n");

    public ThrowawayProject Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
        if (Path.GetExtension(path) is ".props" or ".targets" or ".config")
            _restored.Clear();
        return this;
    }

    /// <summary>Makes it an application that runs models: with ONNX Runtime, as this repository restored it, and the packed kernels.</summary>
    public ThrowawayProject OnnxRuntime()
    {
        WriteNuGetConfig($"""<fallbackPackageFolders><add key="restored" value="{RestoredOnnxRuntime.PackageFolder}" /></fallbackPackageFolders>""");
        return Item("PackageReference", "Microsoft.ML.OnnxRuntime", ("Version", $"[{RestoredOnnxRuntime.Version}]"))
            .Item("PackageReference", "PruneOnBuild.Kernels", ("Version", PackedPackage.Version));
    }

    /// <summary>Lets it restore from the machine's own package sources too.</summary>
    public ThrowawayProject MachineSources()
    {
        Write("../NuGet.config", Read("../NuGet.config").Replace("<clear />", "", StringComparison.Ordinal));
        return this;
    }

    public void Touch(string path) => File.SetLastWriteTimeUtc(PathOf(path), DateTime.UtcNow);

    public string PathOf(string path) => Path.GetFullPath(Path.Combine(Folder, path));

    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>The one file of that name in the project's shared folder of runs.</summary>
    public string InWorkFolder(string model, string file) =>
        Path.Combine(Assert.Single(Directory.GetDirectories(PathOf("obj/prune"), model + "-*")), file);

    public BuildResult Build(params IEnumerable<string> arguments) => Run("build", arguments);

    /// <summary>
    /// Runs a <c>dotnet</c> verb on the project and reads the binary log of it. What is restored already is not restored again, which would take
    /// longer than a build in which nothing changed.
    /// </summary>
    public BuildResult Run(string verb, params IEnumerable<string> arguments)
    {
        WriteProject();
        var binlog = PathOf($"../{(++_builds).ToString(CultureInfo.InvariantCulture)}.binlog");
        var restore = string.Join('\n', [Read($"{Name}.csproj"), .. arguments.Where(MattersToRestore)]);
        if (verb == "build" && _restored.Contains(restore) && File.Exists(PathOf("obj/project.assets.json")))
            arguments = arguments.Append("--no-restore").Distinct();
        var (exitCode, output) = DotNet.Run(
            Folder, [verb, ProjectFile, "-nologo", "-tl:off", "-m:1", "-nodeReuse:false", $"-bl:{binlog}", .. arguments]);
        if (exitCode == 0)
            _restored.Add(restore);
        return new BuildResult(exitCode, output, binlog);
    }

    public void WriteProject()
    {
        var project = new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"), _properties, _items);
        Write($"{Name}.csproj", project.ToString());
    }

    private static bool MattersToRestore(string argument) =>
        argument != "--no-restore" && !argument.StartsWith("-p:PruneOnBuild", StringComparison.Ordinal);

    private void WriteNuGetConfig(string more = "") => Write("../NuGet.config", $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{PackedPackage.Packages}" /></config>
          <packageSources><clear /><add key="packed" value="{PackedPackage.Feed}" /></packageSources>
          {more}
        </configuration>
        """);
}
