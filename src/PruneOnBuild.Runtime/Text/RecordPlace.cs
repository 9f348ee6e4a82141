namespace PruneOnBuild.Runtime.Text;

/// <param name="Offset">Bytes before it in the file.</param>
/// <param name="Line">Counted from 1.</param>
internal readonly record struct RecordPlace(long Offset, int Line);
