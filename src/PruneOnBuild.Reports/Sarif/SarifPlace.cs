using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Reports.Sarif;

/// <summary>A file as SARIF names it: from the root of its repository, or in full where it lies in none.</summary>
/// <param name="Uri">Relative to <paramref name="Root"/> where there is one.</param>
/// <param name="Root">Address of the folder that holds .git, with a slash at its end; null: there is none.</param>
internal sealed record SarifPlace(string Uri, string? Root)
{
    /// <summary>What a relative address is relative to, by SARIF's custom.</summary>
    public const string RootName = "%SRCROOT%";

    /// <summary>Null: the location is no file, but the tool itself or a server.</summary>
    public static SarifPlace? Of(SourceLocation location)
    {
        string path = location.File;
        if (!Path.IsPathRooted(path))
            return null;
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // A file in a work tree or a submodule.
            if (Path.Exists(Path.Combine(folder, ".git")))
                return new SarifPlace(Relative(folder, path), new Uri(Path.Join(folder, "/")).AbsoluteUri);
        }
        return new SarifPlace(new Uri(path).AbsoluteUri, null);
    }

    public JsonObject ToJson()
    {
        var artifact = new JsonObject { ["uri"] = Uri };
        if (Root is not null)
            artifact["uriBaseId"] = RootName;
        return artifact;
    }

    private static string Relative(string folder, string path) =>
        string.Join('/', Path.GetRelativePath(folder, path).Split('/', '\\').Select(System.Uri.EscapeDataString));
}
