using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Testing;

/// <summary>Dense layers, activations, and where branches meet.</summary>
public sealed partial class TinyModel
{
    /// <summary>weight [channels, features] with transB = 1, as frameworks export it, else [features, channels].</summary>
    public TinyModel Gemm(string name, int channels, bool transB = true, bool bias = true)
    {
        var features = Shape[1];
        Weight($"{name}.weight", transB ? [channels, features] : [features, channels]);
        long[] dims = [channels];
        if (bias) Weight($"{name}.bias", dims, Normal(dims, deviation: 0.3));
        return Layer("Gemm", name, bias ? [$"{name}.weight", $"{name}.bias"] : [$"{name}.weight"], [Shape[0], channels], ("transB", transB ? 1 : 0));
    }

    /// <summary>Over the last axis: weight [features, channels].</summary>
    public TinyModel MatMul(string name, int channels)
    {
        Weight($"{name}.weight", [Shape[^1], channels]);
        return Layer("MatMul", name, [$"{name}.weight"], [.. Shape.SkipLast(1), channels]);
    }

    /// <summary>Adds a weight of the given shape, by default one number for each index of the last axis.</summary>
    public TinyModel AddBias(string name, params long[] dims)
    {
        long[] shape = dims.Length > 0 ? dims : [Shape[^1]];
        Weight($"{name}.bias", shape, Normal(shape, deviation: 0.3));
        return Layer("Add", name, [$"{name}.bias"], Shape);
    }

    /// <summary>Over the last axis.</summary>
    public TinyModel LayerNorm(string name)
    {
        long[] dims = [Shape[^1]];
        Weight($"{name}.scale", dims, Uniform(dims, 0.5, 1.5)).Weight($"{name}.bias", dims, Normal(dims, deviation: 0.3));
        return Layer("LayerNormalization", name, [$"{name}.scale", $"{name}.bias"], Shape, ("axis", -1));
    }

    public TinyModel Relu(string? name = null) => Activation("Relu", name);

    public TinyModel Sigmoid(string? name = null) => Activation("Sigmoid", name);

    public TinyModel Softmax(int axis = -1, string? name = null) => Layer("Softmax", name ?? Unnamed("Softmax"), [], Shape, ("axis", axis));

    /// <summary>Any operator of one input that keeps the shape: Tanh, HardSwish, LeakyRelu, Identity, ...</summary>
    public TinyModel Activation(string op, string? name = null, params (string Name, object Value)[] attributes) =>
        Layer(op, name ?? Unnamed(op), [], Shape, attributes);

    /// <summary>One slope per channel, [C, 1, ...].</summary>
    public TinyModel PRelu(string name)
    {
        long[] dims = [Channels, .. Repeat(1, SpatialAxes)];
        return Weight($"{name}.slope", dims, Uniform(dims, 0.05, 0.5)).Layer("PRelu", name, [$"{name}.slope"], Shape);
    }

    /// <summary>Adds another value to the cursor's; shapes broadcast.</summary>
    public TinyModel Add(string other, string? name = null) => Binary("Add", other, name);

    public TinyModel Mul(string other, string? name = null) => Binary("Mul", other, name);

    public TinyModel Sub(string other, string? name = null) => Binary("Sub", other, name);

    /// <summary>The cursor's value first, then the others.</summary>
    public TinyModel Concat(int axis, params string[] others)
    {
        var rest = others.Select(Resolve).ToArray();
        long[] shape = [.. Shape];
        shape[axis] += rest.Sum(value => _shapes[value][axis]);
        return Layer("Concat", Unnamed("Concat"), rest, shape, ("axis", axis));
    }

    public TinyModel Flatten(string? name = null)
    {
        var features = ElementCounts.Of(Shape.Skip(1));
        return Layer("Flatten", name ?? Unnamed("Flatten"), [], [Shape[0], features], ("axis", 1));
    }

    /// <summary>0 keeps a dimension, -1 takes what is left, as ONNX has it.</summary>
    public TinyModel Reshape(params long[] target) => ReshapeAs(Unnamed("Reshape"), target);

    public TinyModel Transpose(params long[] perm) =>
        Layer("Transpose", Unnamed("Transpose"), [], perm.Select(axis => Shape[(int)axis]).ToArray(), ("perm", perm));

    private TinyModel ReshapeAs(string name, long[] target)
    {
        Longs($"{name}.shape", target);
        var shape = target.Select((dim, axis) => dim == 0 ? Shape[axis] : dim).ToArray();
        var known = shape.Where(dim => dim > 0).Aggregate(1L, (product, dim) => product * dim);
        var total = Shape.Where(dim => dim > 0).Aggregate(1L, (product, dim) => product * dim);
        var open = Array.IndexOf(target, -1);
        if (open >= 0 && Shape.All(dim => dim >= 0)) shape[open] = total / known;
        return Layer("Reshape", name, [$"{name}.shape"], shape);
    }

    private TinyModel Binary(string op, string other, string? name)
    {
        var resolved = ResolveInput(other);
        var shape = _shapes.TryGetValue(resolved, out var dims) ? Broadcast(Shape, dims) : Shape;
        return Layer(op, name ?? Unnamed(op), [resolved], shape);
    }

    private static long[] Broadcast(IReadOnlyList<long> left, long[] right)
    {
        var rank = Math.Max(left.Count, right.Length);
        var shape = new long[rank];
        for (var i = 1; i <= rank; i++)
        {
            var a = i <= left.Count ? left[^i] : 1;
            var b = i <= right.Length ? right[^i] : 1;
            shape[^i] = a == 1 ? b : a;
        }
        return shape;
    }
}
