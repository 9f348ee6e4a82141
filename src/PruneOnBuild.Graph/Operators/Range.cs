using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>start, limit, delta (scalars) -> [ceil((limit - start) / delta)], at least 0.</summary>
internal sealed class Range : Operator
{
    public override ImmutableArray<string> Types => ["Range", "com.microsoft:Range"];

    public override void InferShapes(ShapeContext node)
    {
        var type = node.Type(0);
        var (start, limit) = (node.Value(0), node.Value(1));
        var delta = node.HasInput(2) ? node.Value(2) : TensorValue.Of([1]);
        if (start is not { Count: 1 } || limit is not { Count: 1 } || delta is not { Count: 1 })
        {
            node.SetOutput(0, type, Dim.Unknown);
        }
        else if (start.Reals.IsDefault || limit.Reals.IsDefault || delta.Reals.IsDefault)
        {
            var span = limit.Entries[0] - start.Entries[0];
            node.SetOutput(0, type, delta.Entries[0].Is(1) && span.IsNonNegative ? span : Dim.Unknown);
        }
        else
        {
            var count = Math.Ceiling((limit.Reals[0] - start.Reals[0]) / delta.Reals[0]);
            if (double.IsNaN(count) || count > 1L << 53) return;
            count = Math.Max(count, 0);
            node.SetOutput(0, type, (long)count);
            if (count > TensorValue.MostElements) return;
            var numbers = Enumerable.Range(0, (int)count).Select(i => start.Reals[0] + i * delta.Reals[0]);
            node.SetValue(0, TensorValue.Of(type, numbers));
        }
    }
}
