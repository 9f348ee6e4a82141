using System.IO.Compression;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>All roads by which a pruned model reaches an application.</summary>
public sealed class ShippingTests
{
    /// <summary>The fake worker says for which runtime identifier it was asked.</summary>
    private static readonly string PrunedForThisPlatform = $"pruned dense Models/m.onnx {PackedPackage.Rid}";

    [Fact]
    public void Publish_TakesThePrunedModelAndItsDataAlong()
    {
        var project = new ThrowawayProject().Model("Models/m.onnx").Policy("external: weights");
        project.Run("publish", "-o", project.PathOf("out")).ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx", project.Read("out/Models/m.onnx"));
        Assert.Equal("weights", project.Read("out/Models/m.onnx.data"));

        Directory.Delete(project.PathOf("out"), recursive: true);
        var again = project.Run("publish", "--no-build", "-o", project.PathOf("out")).ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx", project.Read("out/Models/m.onnx"));
        Assert.Equal("weights", project.Read("out/Models/m.onnx.data"));
        Assert.Empty(again.OwnTasks);
    }

    [Fact]
    public void SingleFile_HasThePrunedModelBesideIt_OrInside()
    {
        var project = new ThrowawayProject().Model("Models/m.onnx").Policy("behaviour: passed").Write("App.cs", """
            System.Console.WriteLine(System.IO.File.ReadAllText(System.IO.Path.Combine(System.AppContext.BaseDirectory, "Models/m.onnx")));
            """);
        // The analyzer would need a package of its own.
        string[] arguments =
            ["-r", PackedPackage.Rid, "--self-contained", "false", "-p:PublishSingleFile=true", "-p:UseAppHost=true", "-p:EnableSingleFileAnalyzer=false"];
        project.Run("publish", [.. arguments, "-o", project.PathOf("beside")]).ShouldPass();
        Assert.Equal(PrunedForThisPlatform, project.Read("beside/Models/m.onnx"));
        Assert.Contains("pruned dense Models/m.onnx", RunApp("beside"), StringComparison.Ordinal);

        project.Run("publish", [.. arguments, "-p:IncludeAllContentForSelfExtract=true", "-o", project.PathOf("inside")]).ShouldPass();
        Assert.False(Directory.Exists(project.PathOf("inside/Models")));
        Assert.Contains("pruned dense Models/m.onnx", RunApp("inside"), StringComparison.Ordinal);
        Assert.Equal(1, project.WorkerStarts);

        string RunApp(string folder) => DotNet.RunProgram(
            project.PathOf($"{folder}/App" + (OperatingSystem.IsWindows() ? ".exe" : "")), project.Folder).Output;
    }

    [SkippableFact]
    public void SelfContained_TakesThePrunedModelAlong()
    {
        var project = new ThrowawayProject().MachineSources().Model("Models/m.onnx").Policy("behaviour: passed");
        var publish = project.Run("publish", "-r", PackedPackage.Rid, "--self-contained", "-p:UseAppHost=true", "-o", project.PathOf("out"));
        Skip.If(publish.Errors.Any(error => error.Code is "NU1101" or "NU1102" or "NU1301"), "no package source here has the runtime for this platform");
        publish.ShouldPass();
        Assert.Equal(PrunedForThisPlatform, project.Read("out/Models/m.onnx"));
        Assert.NotEmpty(Directory.GetFiles(project.PathOf("out"), "*coreclr*"));
    }

    [Fact]
    public void Pack_HoldsThePrunedModelForTheConsumersOutput_AndDoesNotLeakTheTool()
    {
        var library = Library();
        library.Run("pack", "-o", library.PathOf("out")).ShouldPass();
        using var package = ZipFile.OpenRead(library.PathOf("out/Library.1.0.0.nupkg"));
        var models = package.Entries.Where(entry => entry.Name.EndsWith(".onnx", StringComparison.Ordinal)).ToList();
        Assert.Equal("contentFiles/any/net10.0/Models/m.onnx", Assert.Single(models).FullName);
        Assert.Equal("pruned dense Models/m.onnx", Text(models[0]));

        var nuspec = Text(package.GetEntry("Library.nuspec")!);
        Assert.Contains("copyToOutput=\"true\"", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("PruneOnBuild", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void ProjectReference_CopiesTheLibrarysModelToTheApplication()
    {
        var library = Library();
        library.WriteProject();
        var app = new ThrowawayProject().Item("ProjectReference", library.ProjectFile);
        app.Build().ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx", app.Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.Equal(1, library.WorkerStarts);
    }

    [Fact]
    public void ModelsKeepTheirPlaces_InAFolderWithAnAwkwardName()
    {
        var project = new ThrowawayProject("it's (my) größtes Projekt").Policy("behaviour: passed")
            .Model("Models/m.onnx").Model("Models/more like that/m.onnx").Model("größe.onnx")
            .Write("../outside/o.onnx", "o").Item("OnnxModel", "../outside/o.onnx")
            .Write("../outside/l.onnx", "l").Item("OnnxModel", "../outside/l.onnx", ("Link", "linked/l.onnx"));
        project.Build().ShouldPass();

        var output = project.PathOf("bin/Debug/net10.0");
        var models = Directory.GetFiles(output, "*.onnx", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(output, file).Replace('\\', '/'), File.ReadAllText);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Models/m.onnx"] = "pruned dense Models/m.onnx",
                ["Models/more like that/m.onnx"] = "pruned dense Models/more like that/m.onnx",
                ["größe.onnx"] = "pruned dense größe.onnx",
                ["o.onnx"] = "pruned o",
                ["linked/l.onnx"] = "pruned l",
            },
            models);
    }

    private static ThrowawayProject Library() =>
        new ThrowawayProject("lib", "Library", executable: false).Model("Models/m.onnx").Policy("behaviour: passed");

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
