using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;

namespace PruneOnBuild.Pruning.Groups;

/// <summary>
/// Channels that lie on the same axes of the same nodes. Each channel is an atom of <see cref="ChannelSets"/>: one decision to keep or to
/// remove, wherever its indices lie.
/// </summary>
/// <param name="Channels">Representatives of the sets, in the order in which they lie on the root's axis.</param>
/// <param name="Uses">Where the channels are used, in execution order; the first that writes them is the root.</param>
/// <param name="Span">How many indices of a layer's axis one channel takes along with it: the head's dimensions for a head of attention, else mostly 1.</param>
public sealed record ChannelGroup(string Name, ImmutableArray<int> Channels, ImmutableArray<AxisUse> Uses, int Span)
{
    private const int MembersShown = 12;

    /// <summary>Cause and effect: <c>conv1 output -> bn1 -> conv2 input</c>.</summary>
    public string Members
    {
        get
        {
            var members = Uses.Where(use => use.IsConstant || use.Role == AxisRole.Reads).Select(Describe).Distinct().ToList();
            var shown = string.Join(" -> ", members.Take(MembersShown));
            return members.Count > MembersShown ? $"{shown} -> ... and {members.Count - MembersShown} more" : shown;
        }
    }

    internal static string Describe(AxisUse use) => use.Role switch
    {
        AxisRole.Writes => $"{NodeNames.Of(use.Node)} output",
        AxisRole.Reads => $"{NodeNames.Of(use.Node)} input",
        _ => NodeNames.Of(use.Node),
    };
}
