using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>The ways to refer to the package.</summary>
public sealed class ReferenceTests
{
    private const string Pruned = "pruned dense Models/m.onnx";

    private readonly ThrowawayProject _project =
        new ThrowawayProject(name: "Used", reference: false).Model("Models/m.onnx").Policy("behaviour: passed");

    [Fact]
    public void AddPackage_WritesAReferenceThatLeaksNothing()
    {
        _project.WriteProject();
        var (exitCode, output) = DotNet.Run(
            _project.Folder, "add", _project.ProjectFile, "package", "PruneOnBuild", "--version", PackedPackage.Version);
        Assert.True(exitCode == 0, output);
        Assert.Contains("<PrivateAssets>all</PrivateAssets>", _project.Read("Used.csproj"), StringComparison.Ordinal);

        _project.Item("PackageReference", "PruneOnBuild", ("Version", PackedPackage.Version), ("PrivateAssets", "all"));
        var consumer = new ThrowawayProject(name: "Consumer", reference: false).Item("ProjectReference", _project.ProjectFile).Model("Models/own.onnx");
        consumer.Build().ShouldPass();
        Assert.Equal(Pruned, consumer.Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.False(File.Exists(consumer.PathOf("bin/Debug/net10.0/Models/own.onnx")));
        var assets = consumer.Read("obj/project.assets.json").Replace(PackedPackage.TestRun, "", StringComparison.Ordinal);
        Assert.DoesNotContain("PruneOnBuild", assets, StringComparison.Ordinal);
    }

    [Fact]
    public void DirectoryBuildProps_MayHoldReferenceAndProperties_ForEveryConfiguration()
    {
        _project.Write("../Directory.Build.props", $"""
            <Project>
              <PropertyGroup><PruneOnBuildCache>$(MSBuildThisFileDirectory)cache</PruneOnBuildCache></PropertyGroup>
              <ItemGroup><PackageReference Include="PruneOnBuild" Version="{PackedPackage.Version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        _project.Build("-p:Configuration=Release").ShouldPass();
        Assert.Equal(Pruned, _project.Read("bin/Release/net10.0/Models/m.onnx"));
        _project.Build().ShouldPass();
        Assert.Equal(Pruned, _project.Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.Empty(_project.Build("--no-restore", "-p:Configuration=Release").ShouldPass().OwnTasks);
    }

    [Theory]
    [InlineData("PackageVersion")]
    [InlineData("GlobalPackageReference")]
    public void CentralPackageManagement_Works(string item)
    {
        _project.Write("../Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><{item} Include="PruneOnBuild" Version="{PackedPackage.Version}" /></ItemGroup>
            </Project>
            """);
        if (item == "PackageVersion")
            _project.Item("PackageReference", "PruneOnBuild", ("PrivateAssets", "all"));
        _project.Build().ShouldPass();
        Assert.Equal(Pruned, _project.Read("bin/Debug/net10.0/Models/m.onnx"));
    }
}
