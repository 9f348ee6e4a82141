namespace PruneOnBuild.Benchmarks.Real.Words;

/// <summary>Letters and phonemes as the model counts them.</summary>
internal static class Spelling
{
    /// <summary>Stands at the beginning, and says "go to the next letter".</summary>
    public const int Next = 2;

    private const int FirstLetter = 6;
    private const int FirstPhoneme = 4;

    private static readonly string[] Phonemes =
        "aa ae ah ao aw ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh".Split(' ');

    public static int[] Letters(string word) => [.. word.Select(letter => letter - 'a' + FirstLetter)];

    /// <summary>Lines of <c>WORD  PH0 PH1</c>, without the licence above them.</summary>
    public static IEnumerable<Pronunciation> Read(string path) =>
        from line in File.ReadLines(path)
        where line.Length > 0 && !line.StartsWith(';')
        let parts = line.Split("  ", 2)
        select new Pronunciation(parts[0].ToLowerInvariant(), [.. parts[1].Split(' ').Select(Phoneme)]);

    private static int Phoneme(string written) => Array.IndexOf(Phonemes, written.TrimEnd('0', '1', '2').ToLowerInvariant()) + FirstPhoneme;
}
