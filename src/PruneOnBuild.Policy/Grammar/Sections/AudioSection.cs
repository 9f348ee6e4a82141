using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>data: audio:</c></summary>
internal static class AudioSection
{
    private const int LongestWindow = 1 << 24;

    public static readonly Key<int> Rate = new("rate", Of.Integer(1, 768_000, "16000"),
        "Values a second that the model was made for. Files of another rate are refused; nothing is resampled.")
    { Required = true };

    public static readonly Key<int> Channels = new("channels", Of.Integer(1, 64, "1"), "Channels that files must have.")
    { Default = "1" };

    public static readonly Key<int> Window = new("window", Of.Integer(1, LongestWindow, "512"),
        "Values of one channel in a sample. Without it: the length of the model input's last axis.");

    public static readonly Key<int> Hop = new("hop", Of.Integer(1, LongestWindow, "256"),
        "Values from the start of one sample to that of the next. Without it: a window.");

    public static readonly Key<PcmEncoding> Encoding = new("encoding", DataChoices.Encoding,
        "How .pcm and .raw files hold values; .wav files say it themselves.")
    { Default = "int16" };

    public static readonly Section Form = new("models.data.audio", Rate, Channels, Window, Hop, Encoding);

    public static AudioSettings Bind(SectionReading reading) => new(
        reading.Get(Rate).Value,
        reading.Get(Channels).Value,
        reading.Written(Window)?.Value,
        reading.Written(Hop)?.Value,
        reading.Get(Encoding).Value);
}
