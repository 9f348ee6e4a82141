namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Functions of one value, as operators and written out.</summary>
internal static class Activations
{
    public static bool Any(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var op = g.Dice.Pick(g.Opset >= 14
            ? ["Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "HardSigmoid", "Softplus", "Softsign", "Abs", "Neg", "Erf", "Cos", "HardSwish", "Identity"]
            : (string[])["Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "HardSigmoid", "Softplus", "Softsign", "Abs", "Neg", "Erf", "Cos", "Identity"]);
        return g.Put(x, g.Like(x, op, [x.Name]));
    }

    public static bool PRelu(GraphBuilder g) =>
        g.Take(_ => true) is { } x
        && g.Put(x, g.Like(x, "PRelu", [x.Name, g.Scale(g.Dice.Chance(80) ? [x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)] : [1])]));

    public static bool Clip(GraphBuilder g) => g.Take(_ => true) is { } x && g.Put(x, x with { Name = g.Clip(x.Name, -0.5f, 1.5f) });

    /// <summary>x * sigmoid(x), or 0.5 * x * (1 + erf(x / sqrt 2)).</summary>
    public static bool WrittenOut(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        if (g.Dice.Chance(50)) return g.Put(x, g.Like(x, "Mul", [x.Name, g.Node("Sigmoid", [x.Name])]));
        var erf = g.Node("Erf", [g.Node("Div", [x.Name, g.Number(1.4142135f)])]);
        return g.Put(x, g.Like(x, "Mul", [g.Node("Mul", [x.Name, g.Node("Add", [erf, g.Number(1)])]), g.Number(0.5f)]));
    }

    public static bool Softmax(GraphBuilder g) =>
        g.Take(_ => true) is { } x
        && g.Put(x, g.Like(x, g.Dice.Pick("Softmax", "LogSoftmax"), [x.Name], ("axis", g.Dice.Below(x.Rank))));

    /// <summary>A type and back.</summary>
    public static bool Cast(GraphBuilder g) =>
        g.Take(_ => true) is { } x
        && g.Put(x, g.Like(x, "Cast", [g.Node("Cast", [x.Name], ("to", 11L))], ("to", (long)g.Style.Type)));

    /// <summary>Where one value is positive that value, else the other, both from one.</summary>
    public static bool Choice(GraphBuilder g) =>
        g.Take(_ => true) is { } x
        && g.Put(x, g.Like(x, "Where", [g.Node("Greater", [x.Name, g.Number(0.1f)]), x.Name,
            g.Dice.Pick(g.Node("Tanh", [x.Name]), g.Bias([x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)]), g.Number(0.3f))]));
}
