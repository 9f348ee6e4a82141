using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>data with some elements replaced: output like data.</summary>
internal sealed class Scatter : Operator
{
    public override ImmutableArray<string> Types => ["Scatter", "ScatterElements", "ScatterND", "TensorScatter"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } data) return;
        node.SetOutput(0, data);
        // Exporters write into a shape, one entry at a time.
        if (data.Rank != 1 || node.Value(0) is not { } value || node.Ints(1) is not { } at || node.Value(2) is not { } updates)
            return;
        if (node.Node.String("reduction", "none") != "none" || at.Length != updates.Count) return;
        if (at.Any(place => place < -value.Count || place >= value.Count)) return;
        var entries = value.Entries.ToArray();
        for (var i = 0; i < at.Length; i++) entries[at[i] < 0 ? at[i] + entries.Length : at[i]] = updates.Entries[i];
        node.SetValue(0, TensorValue.Of(entries));
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is written into by index");
}
