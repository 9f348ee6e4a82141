using System.Collections.Immutable;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Runtime.Placement;

/// <summary>Finds which execution provider each node runs on. The runtime decides that when it opens a model, and says it in a profile alone.</summary>
public static class NodePlacement
{
    /// <summary>Runs the model once.</summary>
    /// <returns>One for each node that ran, in that order.</returns>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses or fails to run the model, or has no such provider.</exception>
    public static ImmutableArray<PlacedNode> Of(string path, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds)
    {
        using var profile = new ProfileFolder();
        using var session = ModelSession.Open(path, settings with { ProfilePrefix = profile.Prefix });
        session.Run(feeds);
        return
        [
            .. KernelProfile.Nodes(session.EndProfiling())
                .Select(node => new PlacedNode(node.Name, node.Operator, ExecutionProviders.Word(node.Provider))).Distinct(),
        ];
    }

    /// <summary>Whoever asks for a provider must not be measured on the CPU in its name.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5170: no node runs on the provider asked for.</exception>
    public static void RefuseFallback(ImmutableArray<PlacedNode> nodes, SessionSettings settings)
    {
        if (settings.Provider is { } provider && nodes.All(node => node.Provider != provider))
            throw RuntimeErrors.NoNodeOnProvider(settings.Place, provider, nodes);
    }
}
