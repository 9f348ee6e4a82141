using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Globbing;

namespace PruneOnBuild.Policy;

/// <summary>Finds the files that a policy's entries speak of.</summary>
public static class ModelFiles
{
    private const int MostNames = 3;

    /// <summary>
    /// Every .onnx file that an entry covers, in the order of the entries; a file belongs to the first entry that matches it.
    /// Wildcards do not reach into bin, obj, node_modules, dot folders and linked folders, unless the path names such a folder
    /// before its first wildcard.
    /// </summary>
    /// <exception cref="PruneOnBuildException">POB1025 for each entry that matches no file.</exception>
    public static ImmutableArray<ModelFile> Of(PrunePolicy policy)
    {
        var files = ImmutableArray.CreateBuilder<ModelFile>();
        var taken = new HashSet<string>(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        var missing = new List<Diagnostic>();
        foreach (var model in policy.Models)
        {
            var matches = Matches(policy, model);
            if (matches.IsEmpty)
                missing.Add(PolicyErrors.NoModelFile(model.Path, policy.Folder, Nearest(policy, model)));
            files.AddRange(matches.Where(taken.Add).Select(file => new ModelFile(model, file)));
        }
        return missing.Count == 0 ? files.ToImmutable() : throw new PruneOnBuildException(missing);
    }

    private static ImmutableArray<string> Matches(PrunePolicy policy, ModelPolicy model)
    {
        var path = PolicyPath.Full(policy.Folder, model.Path.Value);
        if (!PathGlob.IsGlob(model.Path.Value))
            return File.Exists(path) ? [path] : [];
        var glob = new PathGlob(path);
        return [.. OnnxFiles.Below(glob.Root).Where(glob.Matches)];
    }

    private static string[] Nearest(PrunePolicy policy, ModelPolicy model)
    {
        var wanted = model.Path.Value.Replace('\\', '/');
        return [.. OnnxFiles.Below(policy.Folder)
            .Take(1000)
            .Select(file => Path.GetRelativePath(policy.Folder, file).Replace('\\', '/'))
            .OrderBy(file => NearestName.Distance(Quote.Shorten(wanted), Quote.Shorten(file)))
            .Take(MostNames)];
    }
}
