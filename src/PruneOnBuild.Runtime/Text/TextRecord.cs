namespace PruneOnBuild.Runtime.Text;

/// <summary>One record of a text file: a line, or several where a quoted field holds line breaks.</summary>
/// <param name="Line">Number of its first line, counted from 1.</param>
/// <param name="Bytes">UTF-8, without the line break at its end. Valid until the next record is read.</param>
internal readonly record struct TextRecord(int Line, ReadOnlyMemory<byte> Bytes);
