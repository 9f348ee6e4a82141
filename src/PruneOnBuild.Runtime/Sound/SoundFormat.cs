using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Sound;

/// <summary>Where a file holds its sound, and how.</summary>
/// <param name="Offset">Bytes before the first value.</param>
/// <param name="Frames">Values of each channel.</param>
internal sealed record SoundFormat(int Rate, int Channels, PcmEncoding Encoding, long Offset, long Frames)
{
    public int FrameBytes => Channels * ValueBytes(Encoding);

    public static int ValueBytes(PcmEncoding encoding) => encoding switch
    {
        PcmEncoding.S16 => 2,
        PcmEncoding.S24 => 3,
        _ => 4,
    };
}
