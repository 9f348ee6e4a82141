using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

/// <summary>
/// Reads text into a tree that knows every place. Broken yaml ends with one error at once, since whatever follows it would be
/// guessed; a key written twice is collected like every other mistake.
/// </summary>
internal sealed class YamlReader
{
    // Far above any real policy, far below what would cost time: the parser itself slows down with nesting.
    public const int DeepestNesting = 32;
    public const int MostNodes = 100_000;

    private readonly string _file;
    private readonly Mistakes _mistakes;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _openAnchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlReader(string text, string file, Mistakes mistakes)
    {
        _file = file;
        _mistakes = mistakes;
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <returns>Null where the file holds nothing but comments.</returns>
    /// <exception cref="PruneOnBuildException">The text is no yaml, several documents, or built to exhaust.</exception>
    public static YamlNode? Read(string text, string file, Mistakes mistakes)
    {
        try
        {
            return new YamlReader(text, file, mistakes).ReadDocument();
        }
        catch (YamlException exception)
        {
            throw new PruneOnBuildException(BrokenYaml.Explain(exception, text, file), exception);
        }
    }

    private YamlNode? ReadDocument()
    {
        Advance();
        if (Advance() is StreamEnd)
            return null;
        Advance();
        var root = ReadNode(depth: 0);
        Advance();
        if (Advance() is DocumentStart second)
            throw new PruneOnBuildException(PolicyErrors.SeveralDocuments(Place(second.Start)));
        return root is YamlScalar { IsEmpty: true } ? null : root;
    }

    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        var place = Place(current.Start);
        if (depth > DeepestNesting)
            throw new PruneOnBuildException(PolicyErrors.TooDeep(place, DeepestNesting));
        if (++_nodes > MostNodes)
            throw new PruneOnBuildException(PolicyErrors.TooLarge(place, $"more than {MostNodes} values"));
        if (current is AnchorAlias alias)
            return Resolve(alias, place);

        // No yaml is known to come here since keys must be written; the parser's word is not taken for it.
        if (current is not NodeEvent start)
            throw new PruneOnBuildException(PolicyErrors.ValueMissing(place));
        if (!start.Tag.IsEmpty)
            throw new PruneOnBuildException(PolicyErrors.Tag(place, start.Tag.IsNonSpecific ? "!" : start.Tag.Value));
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
            _openAnchors.Add(anchor);
        YamlNode node = start switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, place),
            SequenceStart => ReadSequence(place, depth),
            _ => ReadMapping(place, depth),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = node;
            _openAnchors.Remove(anchor);
        }
        return node;
    }

    private YamlNode Resolve(AnchorAlias alias, SourceLocation place)
    {
        var name = alias.Value.Value;
        if (_openAnchors.Contains(name))
            throw new PruneOnBuildException(PolicyErrors.AliasHoldsItself(place, name));
        return _anchors.TryGetValue(name, out var node)
            ? node
            : throw new PruneOnBuildException(PolicyErrors.UnknownAlias(place, name, _anchors.Keys));
    }

    private YamlSequence ReadSequence(SourceLocation place, int depth)
    {
        var items = new List<YamlNode>();
        while (Advance() is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        return new YamlSequence([.. items], place);
    }

    private YamlMapping ReadMapping(SourceLocation place, int depth)
    {
        var written = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        var merged = new List<YamlEntry>();
        while (Advance() is not MappingEnd)
        {
            RefuseMissingKey(place, isFirst: written.Count == 0 && merged.Count == 0);
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            if (ReadNode(depth + 1) is not YamlScalar key)
                throw new PruneOnBuildException(PolicyErrors.KeyIsNoText(place));
            Advance();
            var value = ReadNode(depth + 1);
            var entry = new YamlEntry(key.Text, key.Location, value);
            if (isMerge)
                merged.AddRange(Merged(value));
            else if (!written.TryAdd(entry.Key, entry))
                _mistakes.Add(PolicyErrors.KeyTwice(entry.Location, entry.Key, written[entry.Key].Location));
        }
        return new YamlMapping([.. WithMerged(written, merged)], place);
    }

    // ": value" without a key. In an inner section the parser drops the value that follows, so keys and values change places from there
    // on; in the outermost it says that the key stands where the section begins.
    private void RefuseMissingKey(SourceLocation section, bool isFirst)
    {
        if (_parser.Current is not Scalar { Value: "", Style: ScalarStyle.Plain } key)
            return;
        var place = Place(key.Start);
        throw new PruneOnBuildException(PolicyErrors.KeyMissing(isFirst || place != section ? place : Place(Advance().Start)));
    }

    // As yaml 1.1 has it: written keys win, then the earlier of the merged mappings.
    private static Dictionary<string, YamlEntry>.ValueCollection WithMerged(
        Dictionary<string, YamlEntry> written, List<YamlEntry> merged)
    {
        foreach (var entry in merged)
            written.TryAdd(entry.Key, entry);
        return written.Values;
    }

    private IEnumerable<YamlEntry> Merged(YamlNode value)
    {
        YamlNode[] sources = value is YamlSequence list ? [.. list.Items] : [value];
        foreach (var source in sources)
        {
            if (source is not YamlMapping mapping)
            {
                _mistakes.Add(PolicyErrors.WrongType(source.Location, "<<", source.Described, "*name of an anchored section"));
                continue;
            }
            // Merges repeat keys without writing them, so they count as if they had been written.
            if ((_nodes += mapping.Entries.Length) > MostNodes)
                throw new PruneOnBuildException(PolicyErrors.TooLarge(source.Location, $"more than {MostNodes} values"));
            foreach (var entry in mapping.Entries)
                yield return entry;
        }
    }

    // A bracket that is not closed before a line further left makes the parser trip over its own stack instead of saying so.
    private ParsingEvent Advance()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new InvalidOperationException("No event follows.");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new PruneOnBuildException(PolicyErrors.OpenBracket(Place(_scanner.CurrentPosition)), exception);
        }
    }

    private SourceLocation Place(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
