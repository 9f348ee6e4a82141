using PruneOnBuild.Policy;
using static PruneOnBuild.Runtime.Tests.Samples.FormatFolder;

namespace PruneOnBuild.Runtime.Tests.Samples;

public sealed class SoundTests : IDisposable
{
    private readonly FormatFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Windows_AreCutEveryHop_AndTheRestIsLeft()
    {
        _folder.Write("d.wav", Wave.Write(Wave.Shorts(0, 8192, -16384, -32768, 32767, 4096, 1), 16));

        var set = _folder.Read("d.wav", Stated(window: 3, hop: 2), Floats("x", -1, 3));

        Assert.Equal(3, set.Count);
        Assert.Equal([0f, 0.25f, -0.5f, -0.5f, -1, 32767 / 32768f, 32767 / 32768f, 0.125f, 1 / 32768f], set.Batch(0, 3).Feeds["x"].Values<float>().ToArray());
    }

    [Fact]
    public void WindowAndHop_AreTheInputsLength_WhereNothingIsStated()
    {
        _folder.Write("d.wav", Wave.Write(Wave.Shorts(1, 2, 3, 4, 5), 16));
        Assert.Equal(2, _folder.Read("d.wav", Stated(), Floats("x", 1, 1, 2)).Count);
        Assert.Equal(Line, Faults.One("POB5137", () => _folder.Read("d.wav", Stated(), Floats("x", -1, -1))).Location);
        Faults.One("POB5137", () => _folder.Read("d.wav", Settings(), Floats("x", 1, 2)));
    }

    [Theory]
    [InlineData(24, 1, new byte[] { 0, 0, 0x40, 0, 0, 0x80 })]
    [InlineData(32, 3, new byte[] { 0, 0, 0, 0x3F, 0, 0, 0x80, 0xBF })]
    public void TwentyFourBitsAndFloats_AreRead(int bits, int tag, byte[] values)
    {
        _folder.Write("d.wav", Wave.Write(values, bits, tag: tag));
        Assert.Equal([0.5f, -1f], _folder.Read("d.wav", Stated(), Floats("x", -1, 2)).Batch(0, 1).Feeds["x"].Values<float>().ToArray());
    }

    [Fact]
    public void PlainFiles_AreAsStated_AndChannelsComeApart()
    {
        _folder.Write("d.pcm", Wave.Shorts(16384, -16384, 8192, -8192));
        var set = _folder.Read("d.pcm", Stated(channels: 2), Floats("x", -1, 2, 2));
        Assert.Equal([0.5f, 0.25f, -0.5f, -0.25f], set.Batch(0, 1).Feeds["x"].Values<float>().ToArray());
        Faults.One("POB5134", () => _folder.Write("d.pcm", new byte[7]).Read("d.pcm", Stated(), Floats("x", -1, 2)));
    }

    [Fact]
    public void FoldersOfClasses_LabelEveryWindow()
    {
        _folder.Write("d/no/1.wav", Wave.Write(Wave.Shorts(1, 2, 3, 4), 16)).Write("d/yes/1.wav", Wave.Write(Wave.Shorts(5, 6), 16));
        Assert.Equal([0L, 0, 1], _folder.Read("d", Stated(), Floats("x", -1, 2)).Labels!.Classes!.Value.ToArray());
    }

    [Fact]
    public void WhatIsNotAsStated_IsRefusedAtTheFile()
    {
        _folder.Write("d.wav", Wave.Write(Wave.Shorts(1, 2, 3), 16, rate: 8000));
        Refused("rate is 8000, and audio: rate says 16000");
        _folder.Write("d.wav", Wave.Write(Wave.Shorts(1, 2, 3, 4), 16, channels: 2));
        Refused("channels is 2, and audio: channels says 1");
        _folder.Write("d.wav", Wave.Write(Wave.Shorts(1), 16));
        Refused("The file has 1 values, and a window has 2.");
        _folder.Write("d.wav", Wave.Write([1, 2, 3], 8));
        Refused("format 1, 8 bits");
        _folder.Write("d.wav", Wave.Write(Wave.Shorts(1, 2, 3), 16)[..^2]);
        Refused("it ends too early");
        _folder.Write("d.wav", "RIFFxxxxWAVX");
        Refused("does not begin as .wav files do");
        _folder.Write("d.wav", "RI");
        Refused("Unable to read beyond the end");

        void Refused(string words)
        {
            var fault = Faults.One("POB5134", () => _folder.Read("d.wav", Stated(), Floats("x", -1, 2)));
            Assert.Equal(_folder["d.wav"], fault.Location.File);
            Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FloatsThatAreNotFinite_AreRefused()
    {
        _folder.Write("d.wav", Wave.Write([0, 0, 0, 0, 0, 0, 0xC0, 0x7F], 32, tag: 3));
        Faults.One("POB5109", () => _folder.Read("d.wav", Stated(), Floats("x", -1, 2)).Batch(0, 1));
    }

    private static DataSettings Stated(int channels = 1, int? window = null, int? hop = null) =>
        Settings() with { Audio = new(new AudioSettings(16000, channels, window, hop, PcmEncoding.S16), Line) };
}
