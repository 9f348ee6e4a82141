namespace PruneOnBuild.Graph.Tests;

/// <summary>Damage as transfers, disks and attackers do it.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        // Mostly one small change: it gets past the parser and so to the checks behind it.
        var changes = random.Next(4) > 0 ? 1 : random.Next(2, 6);
        for (; changes > 0 && bytes.Length > 0; changes--) bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var length = random.Next(1, Math.Min(16, bytes.Length - at) + 1);
        switch (random.Next(12))
        {
            case < 4: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case < 8: bytes[at] = (byte)random.Next(256); return bytes;
            case 8: bytes.AsSpan(at, length).Fill(0xFF); return bytes;
            case 9: return bytes[..at];
            case 10: return [.. bytes[..at], .. bytes[(at + length)..]];
            default: return [.. bytes[..(at + length)], .. bytes[at..]];
        }
    }
}
