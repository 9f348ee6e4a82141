using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using PruneOnBuild.House.Tests.Laws;

namespace PruneOnBuild.House.Tests.Bootstrap;

public class PackedVersion
{
    // The package folder is shared by every clone on a machine: one version must mean one content for ever. Only add lines.
    private static readonly Dictionary<string, string> ContentOf = new()
    {
        ["1.29.0-npm"] = "0fc7e0092c644583764c3ddee428d1e35602d424a65ac39e72e0a3d23517d89d",
    };

    private static readonly string[] Recipe =
    [
        "eng/onnxruntime/Binding/Microsoft.ML.OnnxRuntime.csproj",
        "eng/onnxruntime/package-lock.json",
    ];

    [Fact]
    public void ChangesWithWhatIsPacked()
    {
        var versions = XDocument.Parse(RepositoryFiles.Text("eng/onnxruntime/Versions.props"));
        var version = versions.Descendants("OnnxRuntimePackedVersion").Single().Value;
        var recipe = string.Concat(Recipe.Select(RepositoryFiles.Text));
        var content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)));

        Assert.True(ContentOf.GetValueOrDefault(version) == content,
            $"What is packed as {version} has changed. Raise OnnxRuntimePackedVersion in eng/onnxruntime/Versions.props " +
            $"(1.29.0-npm.2 and so on) and add it here with {content}.");
    }
}
