namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>Files by name, outside this machine. Names are <c>ac/</c> or <c>cas/</c> and 64 hexadecimal digits, as in Bazel's protocol.</summary>
internal interface ISharedStore : IDisposable
{
    /// <summary>Copies a file into <paramref name="target"/>; false: the store has none of this name.</summary>
    /// <param name="most">Bytes that it may have.</param>
    /// <exception cref="InvalidDataException">It has more.</exception>
    /// <exception cref="IOException">The store cannot be read, or takes too long.</exception>
    bool TryRead(string name, string target, long most);

    /// <summary>Stores a file, whole or not at all; one of the same name is replaced.</summary>
    /// <exception cref="IOException">The store cannot be written, or takes too long.</exception>
    void Write(string name, string source);
}
