using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Every operator family that the tool knows: the sealed classes of this folder. A new family is one file, and nothing to enter anywhere.</summary>
public static class OperatorCatalog
{
    public static ImmutableArray<Operator> All { get; } =
    [
        .. typeof(Operator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (Operator)Activator.CreateInstance(type)!),
    ];

    private static readonly FrozenDictionary<(string Domain, string Type), Operator> ByType =
        All.SelectMany(family => family.Types.Select(type => (Key: Parse(type), Family: family)))
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Family);

    /// <summary>The family of an operator; null where the tool does not know it.</summary>
    public static Operator? Find(string domain, string opType) =>
        ByType.GetValueOrDefault((domain == "ai.onnx" ? "" : domain, opType));

    private static (string Domain, string Type) Parse(string type) =>
        type.LastIndexOf(':') is >= 0 and var colon ? (type[..colon], type[(colon + 1)..]) : ("", type);
}
