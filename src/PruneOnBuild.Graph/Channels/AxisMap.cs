using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Which channel lies at which index of which axis of which value, for a whole model, and which channels go together. An index that may
/// not be cut holds <see cref="Untracked"/>; an axis without a channel that may be cut has no array.
/// </summary>
public sealed class AxisMap
{
    /// <summary>In a channel array: nothing is known of this index, so it stays.</summary>
    public const int Untracked = -1;

    /// <summary>Whether an index stays: it may not go at all, or its channel does not.</summary>
    /// <param name="removed">Whether a channel goes; never asked of an index that may not.</param>
    public static bool Stays(int channel, Func<int, bool> removed) => channel == Untracked || !removed(channel);

    /// <summary>The indices of an axis that stay, ascending.</summary>
    public static int[] Kept(int[] channels, Func<int, bool> removed) =>
        [.. Enumerable.Range(0, channels.Length).Where(index => Stays(channels[index], removed))];

    /// <summary>Longer axes are positions rather than channels; a file may claim any length.</summary>
    public const int LongestAxis = 1 << 24;

    private readonly Dictionary<string, int[]?[]> _axes;

    internal AxisMap(
        ModelGraph model,
        ShapeTable shapes,
        ChannelSets sets,
        Dictionary<string, int[]?[]> axes,
        IReadOnlyList<AxisUse> uses,
        IReadOnlyList<MultiplyAdds> multiplyAdds)
    {
        Model = model;
        Shapes = shapes;
        Sets = sets;
        _axes = axes;
        Uses = uses;
        MultiplyAdds = multiplyAdds;
    }

    public ModelGraph Model { get; }

    public ShapeTable Shapes { get; }

    public ChannelSets Sets { get; }

    /// <summary>Every use of a channel axis, in execution order.</summary>
    public IReadOnlyList<AxisUse> Uses { get; }

    /// <summary>The nodes that multiply, in execution order.</summary>
    public IReadOnlyList<MultiplyAdds> MultiplyAdds { get; }

    /// <summary>Values that have at least one axis with channels, in no particular order.</summary>
    public IEnumerable<string> Values => _axes.Keys;

    /// <summary>Channels along one axis, as long as the axis; null where nothing may be cut.</summary>
    public int[]? Channels(string value, int axis) =>
        _axes.TryGetValue(value, out var axes) && axis < axes.Length ? axes[axis] : null;

    /// <summary>Number of axes known of a value; 0 where nothing may be cut.</summary>
    public int Rank(string value) => _axes.TryGetValue(value, out var axes) ? axes.Length : 0;
}
