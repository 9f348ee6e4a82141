using System.Collections.Immutable;

namespace PruneOnBuild.Reports.Tables;

/// <summary>Rows of text under titles; the console and Markdown show the same one.</summary>
public sealed record Table(ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<string>> Rows);
