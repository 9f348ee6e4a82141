namespace PruneOnBuild.Policy;

/// <summary>How sound is read and cut into samples.</summary>
/// <param name="Rate">Samples a second of each channel; files of another rate are refused.</param>
/// <param name="Channels">1 or more; files with others are refused.</param>
/// <param name="Window">Length of one sample, in values of a channel; null: the length of the model's input.</param>
/// <param name="Hop">From the start of one sample to that of the next; null: a window.</param>
/// <param name="Encoding">Of files without a header (.pcm, .raw).</param>
public sealed record AudioSettings(int Rate, int Channels, int? Window, int? Hop, PcmEncoding Encoding);
