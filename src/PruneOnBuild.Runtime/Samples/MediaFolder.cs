using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Images;
using PruneOnBuild.Runtime.Sound;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>
/// A folder of images or of sounds: directly, without labels, or in one folder for each class. Files go in the ordinal order of their
/// paths, so that all machines agree.
/// </summary>
internal sealed class MediaFolder
{
    private const string ClassesFile = "classes.txt";

    private MediaFolder(ImmutableArray<string> files, ImmutableArray<string> classes, ImmutableArray<long> labels, bool areClassesInferred) =>
        (Files, Classes, Labels, AreClassesInferred) = (files, classes, labels, areClassesInferred);

    /// <summary>Full paths, one at least.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>Empty where files lie directly in the folder.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>Whether nobody stated the order of the classes, so that it is the ordinal one.</summary>
    public bool AreClassesInferred { get; }

    /// <summary>Number of the class of each file; empty as <see cref="Classes"/>.</summary>
    public ImmutableArray<long> Labels { get; }

    public bool AreSounds => SoundFile.HasExtension(Files[0]);

    /// <returns>Null where the folder holds neither images nor sounds.</returns>
    /// <exception cref="PruneOnBuildException">POB5135: the folder is mixed, or a folder in it is no class.</exception>
    public static MediaFolder? Open(string folder, ImmutableArray<string> declared)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => PictureFile.HasExtension(file) || SoundFile.HasExtension(file))
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
            return null;
        var place = new SourceLocation(folder);
        if (files.FirstOrDefault(file => SoundFile.HasExtension(file) != SoundFile.HasExtension(files[0])) is { } other)
            throw RuntimeErrors.FolderMixed(place, files[0], other);
        var direct = files.ToLookup(file => !file.Contains('/', StringComparison.Ordinal));
        if (direct[true].FirstOrDefault() is { } first && direct[false].FirstOrDefault() is { } inner)
            throw RuntimeErrors.FolderMixed(place, first, inner);

        ImmutableArray<string> full = [.. files.Select(file => Path.GetFullPath(Path.Combine(folder, file)))];
        if (direct[true].Any())
            return new MediaFolder(full, [], [], areClassesInferred: false);
        string[] found = [.. files.Select(file => file.Split('/')[0])];
        var stated = declared.IsEmpty ? ListedClasses(folder) : declared;
        var classes = stated ?? [.. found.Distinct().Order(StringComparer.Ordinal)];
        if (found.FirstOrDefault(name => !classes.Contains(name)) is { } unknown)
            throw RuntimeErrors.LabelUnknown(new SourceLocation(Path.Combine(folder, unknown)), unknown, classes);
        return new MediaFolder(full, classes, [.. found.Select(name => (long)classes.IndexOf(name))], stated is null);
    }

    private static ImmutableArray<string>? ListedClasses(string folder)
    {
        var list = Path.Combine(folder, ClassesFile);
        return File.Exists(list)
            ? [.. File.ReadAllLines(list).Select(line => line.Trim()).Where(line => line.Length > 0)]
            : null;
    }
}
