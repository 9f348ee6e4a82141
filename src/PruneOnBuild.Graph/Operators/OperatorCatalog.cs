using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Every operator family that the tool knows. A new family is one file and one entry here.</summary>
public static class OperatorCatalog
{
    public static ImmutableArray<Operator> All { get; } =
    [
        new ArgReduction(), new Attention(), new AxisNormalization(), new BiasedActivation(), new Branch(), new Broadcast(), new ChannelNormalization(),
        new ClassicalLearning(), new Clip(), new Concat(), new Constant(), new ConstantOfShape(), new Conv(),
        new ConvTranspose(), new DepthToSpace(), new Detection(), new Einsum(), new Elementwise(),
        new EmbedLayerNormalization(), new Expand(), new Flatten(), new Gather(), new GatherElements(), new GatherNd(),
        new Gemm(), new Generator(), new GlobalPooling(), new GroupNormalization(), new LayerNormalization(), new Loop(), new Loss(),
        new MatMul(), new MaxUnpool(), new MultiHeadAttention(), new NonZero(), new OneHot(), new PackedMatMul(),
        new Pad(), new Passing(), new Pooling(), new Quantization(), new QuantizedConv(), new QuantizedElementwise(),
        new QuantizedMatMul(),
        new Range(), new Recurrent(), new Reduction(), new Reshape(), new Resize(), new Retired(),
        new RotaryEmbedding(), new Sampling(), new Scan(), new Scatter(), new Selection(), new SequenceLength(),
        new Shape(), new Signal(), new SkipLayerNormalization(), new Slice(), new Softmax(), new Split(),
        new Squeeze(), new Tile(), new TopK(), new Transpose(), new Unsqueeze(), new Where(),
    ];

    private static readonly FrozenDictionary<(string Domain, string Type), Operator> ByType =
        All.SelectMany(family => family.Types.Select(type => (Key: Parse(type), Family: family)))
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Family);

    /// <summary>The family of an operator; null where the tool does not know it.</summary>
    public static Operator? Find(string domain, string opType) =>
        ByType.GetValueOrDefault((domain == "ai.onnx" ? "" : domain, opType));

    private static (string Domain, string Type) Parse(string type) =>
        type.LastIndexOf(':') is >= 0 and var colon ? (type[..colon], type[(colon + 1)..]) : ("", type);
}
