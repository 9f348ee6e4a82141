using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Images, each a sample, or sounds, each cut into samples; all of them feed one input.</summary>
/// <param name="folder">Where labels come from; null: there are none.</param>
internal sealed class MediaSampleFile(
    string name,
    ImmutableArray<string> files,
    MediaFolder? folder,
    Located<AudioSettings>? audio,
    bool areSounds,
    SourceLocation place) : ISampleFile
{
    private SoundSamples? _sounds;

    public IReadOnlyList<string> Names => [name];

    public bool HasColumns => false;

    public ImmutableArray<string>? OnlyInput => [name];

    public IStoredSamples Samples(ImmutableArray<string> names, TensorSpec input)
    {
        if (!areSounds)
            return new PictureSamples(name, files);
        var stated = audio?.Value ?? throw RuntimeErrors.AudioNotStated(place);
        var window = stated.Window ?? (input.Dims is [.., > 0 and var last] ? (int?)last : null)
            ?? throw RuntimeErrors.WindowUnknown(audio.Location, input);
        return _sounds = new SoundSamples(name, files, stated, window);
    }

    public SampleLabels? Labels(int samples) => folder is null or { Labels.IsEmpty: true }
        ? null
        : SampleLabels.OfClasses(
            Enumerable.Range(0, samples).Select(sample => folder.Labels[_sounds?.FileOf(sample) ?? sample]),
            folder.Classes,
            folder.AreClassesInferred);

    public void Dispose()
    {
    }
}
