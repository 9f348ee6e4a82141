namespace PruneOnBuild.Policy.Diagnostics;

/// <summary>A place in a file. Line and column count from 1; 0 means that the whole file is meant.</summary>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>MSBuild's native form: <c>file(line,column)</c>, or the file alone.</summary>
    public override string ToString() => Line > 0 ? $"{File}({Line},{Column})" : File;
}
