using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests;

public class ProviderLibrariesTests
{
    [Fact]
    public void ProvidersInLibrariesOfTheirOwn_AreThereWithThem()
    {
        using var folder = new TemporaryFolder();
        Assert.True(ProviderLibraries.IsThere("webgpu", folder.Path));
        Assert.False(ProviderLibraries.IsThere("cuda", folder.Path));
        File.WriteAllText(folder.File("libonnxruntime_providers_cuda.so"), "");
        Assert.True(ProviderLibraries.IsThere("cuda", folder.Path));
        Assert.False(ProviderLibraries.IsThere("tensorrt", folder.Path));
        Assert.True(ProviderLibraries.IsThere("tensorrt", folder: null));
    }

    [Fact]
    public void TheRuntimesFolder_HoldsTheRuntime()
    {
        Assert.Contains("cpu", ExecutionProviders.Available);
        Assert.NotEmpty(Directory.GetFiles(ProviderLibraries.RuntimeFolder()!, "*onnxruntime*"));
    }
}
