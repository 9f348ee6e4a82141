using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// X, limited to a least and a greatest number (attributes, or from opset 11 scalar inputs): Y has the shape of X.
/// </summary>
internal sealed class Clip : Operator
{
    public override ImmutableArray<string> Types => ["Clip"];

    public override void InferShapes(ShapeContext node) => node.SetOutput(0, node.Input(0));

    public override void RelateAxes(AxisContext node) => CarriedAxes.All(node);
}
