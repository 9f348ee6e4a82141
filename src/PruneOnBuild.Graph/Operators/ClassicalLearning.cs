using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// The domain ai.onnx.ml: preparation of features keeps the shape; classifiers and regressors give a row per sample.
/// </summary>
internal sealed class ClassicalLearning : Operator
{
    private const string Domain = "ai.onnx.ml:";

    public override ImmutableArray<string> Types =>
    [
        Domain + "Binarizer", Domain + "Imputer", Domain + "LabelEncoder", Domain + "CategoryMapper", Domain + "Normalizer",
        Domain + "Scaler",
        Domain + "ArrayFeatureExtractor", Domain + "OneHotEncoder", Domain + "LinearClassifier", Domain + "LinearRegressor",
        Domain + "SVMClassifier",
        Domain + "SVMRegressor", Domain + "TreeEnsembleClassifier", Domain + "TreeEnsembleRegressor",
    ];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        switch (node.Node.OpType)
        {
            case "LinearClassifier" or "SVMClassifier" or "TreeEnsembleClassifier":
                InferClassifier(node, x);
                break;
            case "LinearRegressor" or "SVMRegressor" or "TreeEnsembleRegressor":
                var targets = node.Node.Int(node.Node.OpType == "LinearRegressor" ? "targets" : "n_targets", 1);
                if (x.Rank <= 2) node.SetOutput(0, DataType.Float, Samples(x), targets);
                break;
            case "ArrayFeatureExtractor":
                if (x.Rank >= 1 && node.Input(1) is { } picks)
                    node.SetOutput(0, x.ElementType, x.Rank == 1 ? [1, picks.Elements] : [.. x.Dims[..^1], picks.Elements]);
                break;
            case "OneHotEncoder":
                var categories = node.Node.Ints("cats_int64s")?.Count ?? node.Node.Strings("cats_strings")?.Count;
                if (categories is > 0) node.SetOutput(0, DataType.Float, [.. x.Dims, categories.Value]);
                break;
            default:
                node.SetOutput(0, x with { ElementType = OutputType(node, x) });
                break;
        }
    }

    private static void InferClassifier(ShapeContext node, TensorShape x)
    {
        if (x.Rank > 2) return;
        var names = new[] { "classlabels_strings", "classlabels_ints", "classlabels_int64s" };
        var given = names.FirstOrDefault(name => (node.Node.Strings(name)?.Count ?? 0) + (node.Node.Ints(name)?.Count ?? 0) > 0);
        node.SetOutput(0, given == names[0] ? DataType.String : DataType.Int64, Samples(x));
        var labels = given is null ? 0 : given == names[0] ? node.Node.Strings(given)!.Count : node.Node.Ints(given)!.Count;
        node.SetOutput(1, DataType.Float, Samples(x), labels > 1 ? labels : Dim.Unknown);
    }

    private static Dim Samples(TensorShape x) => x.Rank == 2 ? x[0] : 1;

    private static DataType OutputType(ShapeContext node, TensorShape x) => node.Node.OpType switch
    {
        "LabelEncoder" or "CategoryMapper" => Mapped(node, x.ElementType),
        "Normalizer" or "Scaler" => DataType.Float,
        _ => x.ElementType,
    };

    private static DataType Mapped(ShapeContext node, DataType from)
    {
        if (node.Node.Has("values_strings")) return DataType.String;
        if (node.Node.Has("values_int64s")) return DataType.Int64;
        if (node.Node.Has("values_floats")) return DataType.Float;
        if (node.Node.Tensor("values_tensor") is { } values) return (DataType)values.DataType;
        // The first version of both maps between strings and integers.
        return from == DataType.String ? DataType.Int64 : from == DataType.Int64 ? DataType.String : DataType.Undefined;
    }
}
