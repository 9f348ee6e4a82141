using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests.Operators;

/// <summary>Nodes whose inputs and attributes are drawn without regard to what the operator means.</summary>
internal static class HostileNodes
{
    private static readonly string[] IntAttributes =
    [
        "axis", "group", "keepdims", "ceil_mode", "transA", "transB", "transBatchA", "transBatchB", "batch_dims", "allowzero",
        "start", "end",
        "blocksize", "hidden_size", "layout", "num_outputs", "num_heads", "kv_num_heads", "q_num_heads", "k", "K", "N", "to",
        "dtype", "output_height",
        "sample_size", "onesided", "inverse", "exclusive", "noop_with_empty_axes", "num_scan_inputs", "targets", "stash_type",
        "output_dtype", "num_groups", "groups",
    ];

    private static readonly string[] ListAttributes =
    [
        "axes", "kernel_shape", "strides", "pads", "dilations", "output_padding", "output_shape", "perm", "split", "starts",
        "ends", "shape",
        "border", "scale", "qkv_hidden_sizes", "pooled_shape", "cats_int64s", "classlabels_ints",
    ];

    private static readonly (string Name, string[] Values)[] TextAttributes =
    [
        ("auto_pad", ["SAME_UPPER", "VALID", "NOTSET", "nonsense"]),
        ("equation", ["ij,jk->ik", "...i->i...", "i->", "->", ",", "...", "ij->zz"]),
        ("direction", ["bidirectional", "?"]),
        ("reduction", ["none", "add"]),
        ("keep_aspect_ratio_policy", ["not_larger", "not_smaller"]),
    ];

    public static NodeModel Next(Random random, string type)
    {
        var parts = type.Split(':');
        var node = NodeModel.Of(parts[^1], random.Next(7, 24), parts.Length > 1 ? parts[0] : "");
        for (var inputs = random.Next(0, 9); inputs > 0; inputs--) AddInput(random, node);
        foreach (var name in IntAttributes.Where(_ => random.Next(3) == 0)) node.With(name, Number(random));
        foreach (var name in ListAttributes.Where(_ => random.Next(3) == 0)) node.With(name, Numbers(random));
        foreach (var (name, values) in TextAttributes.Where(_ => random.Next(3) == 0))
            node.With(name, values[random.Next(values.Length)]);
        return node;
    }

    private static void AddInput(Random random, NodeModel node)
    {
        switch (random.Next(6))
        {
            case 0: node.Omit(); break;
            case 1: node.Longs(Numbers(random)); break;
            case 2: node.Scalar(Number(random)); break;
            case 3: node.Floats([.. Numbers(random).Select(number => number / 2f)]); break;
            default: node.TypedInput((DataType)random.Next(0, 17), Extents(random)); break;
        }
    }

    private static object[] Extents(Random random) => [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => Extent(random))];

    private static object Extent(Random random) => random.Next(3) switch
    {
        0 => random.Next(1, 5),
        1 => random.Next(3) == 0 ? long.MaxValue : random.Next(0, 200),
        _ => random.Next(2) == 0 ? "n" : "m*-k",
    };

    private static long Number(Random random) => random.Next(8) switch
    {
        0 => long.MaxValue,
        1 => long.MinValue,
        2 => int.MaxValue,
        _ => random.Next(-4, 5),
    };

    private static long[] Numbers(Random random) => [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => Number(random))];
}
