namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>Copies what another machine sends without believing how much it is.</summary>
internal static class BoundedCopy
{
    /// <exception cref="InvalidDataException">There are more bytes than <paramref name="most"/>.</exception>
    public static async Task Run(Stream source, string target, long most, CancellationToken cancellation)
    {
        await using var file = File.Create(target);
        var buffer = new byte[1 << 16];
        for (long total = 0; await source.ReadAsync(buffer, cancellation) is > 0 and int count;)
        {
            total += count;
            if (total > most)
                throw new InvalidDataException($"it is longer than {most} bytes");
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
    }
}
