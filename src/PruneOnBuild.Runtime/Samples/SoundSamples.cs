using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Sound;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>
/// Windows cut from sound files, one after the other: float32 [window] of one channel, [channels, window] of several. What is left at a
/// file's end and fills no window is not used.
/// </summary>
internal sealed class SoundSamples : IStoredSamples
{
    private readonly ImmutableArray<string> _files;
    private readonly ImmutableArray<SoundFormat> _formats;
    private readonly ImmutableArray<int> _firsts;
    private readonly AudioSettings _audio;
    private readonly int _window;

    /// <exception cref="PruneOnBuildException">A file is damaged, not as stated, or shorter than a window.</exception>
    public SoundSamples(string name, ImmutableArray<string> files, AudioSettings audio, int window)
    {
        (Name, _files, _audio, _window) = (name, files, audio, window);
        _formats = [.. files.Select(file => SoundFile.Open(file, audio))];
        var firsts = ImmutableArray.CreateBuilder<int>(files.Length);
        foreach (var (file, format) in files.Zip(_formats))
        {
            if (format.Frames < window)
                throw RuntimeErrors.SoundTooShort(new SourceLocation(file), format.Frames, window);
            firsts.Add(Count);
            Count = checked(Count + (int)((format.Frames - window) / Hop) + 1);
        }

        _firsts = firsts.ToImmutable();
    }

    public string Name { get; }

    public int Count { get; }

    public TensorElementType ElementType => TensorElementType.Float;

    public ImmutableArray<long>? SampleDims => _audio.Channels == 1 ? [_window] : [_audio.Channels, _window];

    public bool ArePictures => false;

    private int Hop => _audio.Hop ?? _window;

    public SourceLocation PlaceOf(int sample) => new(_files[FileOf(sample)]);

    public bool BeginsSequence(int sample) => _firsts.BinarySearch(sample) >= 0;

    /// <summary>Number of the file that a sample was cut from.</summary>
    public int FileOf(int sample)
    {
        var found = _firsts.BinarySearch(sample);
        return found >= 0 ? found : ~found - 1;
    }

    public Tensor Read(int start, int count)
    {
        var length = _audio.Channels * _window;
        var values = new float[count * length];
        for (var sample = start; sample < start + count; sample++)
        {
            var file = FileOf(sample);
            SoundFile.Read(
                _files[file], _formats[file], (long)(sample - _firsts[file]) * Hop, _window, values.AsSpan((sample - start) * length, length));
        }

        var windows = Tensor.Of(values, [count, .. SampleDims!.Value]);
        FiniteCheck.Require(windows, Name, PlaceOf(start), start);
        return windows;
    }
}
