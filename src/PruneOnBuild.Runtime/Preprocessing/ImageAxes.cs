using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>Which axes of a sample are height, width and channels.</summary>
internal sealed record ImageAxes(int Height, int Width, int Channels, bool ChannelsFirst, bool HasChannelAxis)
{
    /// <param name="layout">Null: on two axes there are no channels; on three they lie on the last or else the first that is 1, 3 or 4 long.</param>
    /// <returns>Null where such samples are no images.</returns>
    public static ImageAxes? Of(ImmutableArray<long> dims, TensorLayout? layout)
    {
        static bool AreChannels(long dim) => dim is 1 or 3 or 4;
        if (dims.Length == 2)
            return new ImageAxes((int)dims[0], (int)dims[1], 1, ChannelsFirst: false, HasChannelAxis: false);
        if (dims.Length != 3 || (layout is null && !AreChannels(dims[2]) && !AreChannels(dims[0])))
            return null;
        return layout == TensorLayout.Nchw || (layout is null && !AreChannels(dims[2]))
            ? new ImageAxes((int)dims[1], (int)dims[2], (int)dims[0], ChannelsFirst: true, HasChannelAxis: true)
            : new ImageAxes((int)dims[0], (int)dims[1], (int)dims[2], ChannelsFirst: false, HasChannelAxis: true);
    }

    public ImmutableArray<long> Dims => !HasChannelAxis ? [Height, Width] : ChannelsFirst ? [Channels, Height, Width] : [Height, Width, Channels];

    public int Length => checked(Height * Width * Channels);

    /// <summary>Planes that lie one after the other.</summary>
    public int Planes => ChannelsFirst ? Channels : 1;

    /// <summary>Values from one pixel to the next.</summary>
    public int Step => ChannelsFirst ? 1 : Channels;

    /// <summary>Values from one row to the next.</summary>
    public int Row => Width * Step;

    /// <summary>Where a channel begins, and the steps between its values.</summary>
    public (int Start, int Step) Channel(int channel) => ChannelsFirst ? (channel * Height * Width, 1) : (channel, Channels);
}
