using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: size:</c></summary>
internal static class SizeSection
{
    public static readonly Key<long> Max = new("max", Of.Size,
        "Size of the pruned model's files, at most. 1 KB is 1000 bytes, 1 KiB is 1024.");

    public static readonly Key<double> MaxShare = new("maxShare", Of.ShareAboveZero("0.6 or 60%"),
        "Pruned bytes over dense bytes, at most.");

    public static readonly Key<long> Zipped = new("zipped", Of.Size,
        "Size of the pruned model's files through Deflate, at most: what a package or a download weighs.");

    public static readonly Key<double> ZippedShare = new("zippedShare", Of.ShareAboveZero("0.6 or 60%"),
        "Pruned bytes over dense bytes, both through Deflate, at most.");

    public static readonly Section Form = new("models.gates.size", Max, MaxShare, Zipped, ZippedShare);

    public static SizeGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Max = reading.Written(Max),
        MaxShare = reading.Written(MaxShare),
        Zipped = reading.Written(Zipped),
        ZippedShare = reading.Written(ZippedShare),
    };
}
