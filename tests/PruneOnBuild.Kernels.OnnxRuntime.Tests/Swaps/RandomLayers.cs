using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Swaps;

/// <summary>Small random models of the layers that can be sparse, and of what is fused behind them.</summary>
internal static class RandomLayers
{
    public static ModelGraph Images(int seed)
    {
        var random = new Random(seed);
        var model = TinyModel.Input("x", random.Next(2) == 0 ? -1 : 2, 4, random.Next(5, 12), random.Next(5, 12)).Seed(seed);
        model.As("start");
        int layers = random.Next(1, 5);
        for (int layer = 0; layer < layers; layer++)
        {
            string before = model.Current;
            bool keepsSize = random.Next(2) == 0;
            int channels = keepsSize ? (int)model.Shape[1] : 2 * random.Next(1, 9);
            int kernel = random.Next(3) == 0 ? 1 : 3;
            model.Conv($"conv{layer}", channels, kernel, keepsSize ? 1 : random.Next(1, 3), group: random.Next(4) == 0 ? 2 : 1,
                dilation: keepsSize ? random.Next(1, 3) : 1, bias: random.Next(2) == 0);
            if (random.Next(4) == 0)
                model.AddBias($"shift{layer}", channels, 1, 1);
            if (keepsSize && random.Next(3) > 0)
                model.Add(before);
            Activate(model, random, layer);
        }
        return model.GlobalAveragePool().Flatten().Gemm("head", 5, transB: random.Next(2) == 0, bias: random.Next(2) == 0).Output("y");
    }

    public static ModelGraph Sequences(int seed)
    {
        var random = new Random(seed);
        var model = TinyModel.Input("x", random.Next(2) == 0 ? -1 : 2, random.Next(1, 6), 8).Seed(seed);
        int layers = random.Next(1, 5);
        for (int layer = 0; layer < layers; layer++)
        {
            string before = model.Current;
            bool keepsSize = random.Next(2) == 0;
            model.MatMul($"product{layer}", keepsSize ? (int)model.Shape[2] : random.Next(1, 20));
            if (random.Next(3) > 0)
                model.AddBias($"bias{layer}");
            if (keepsSize && random.Next(2) == 0)
                model.Add(before);
            Activate(model, random, layer);
            if (random.Next(3) == 0)
                model.LayerNorm($"norm{layer}");
        }
        return model.Output("y");
    }

    private static void Activate(TinyModel model, Random random, int layer)
    {
        switch (random.Next(4))
        {
            case 0:
                model.Relu($"relu{layer}");
                break;
            case 1:
                model.Weight($"least{layer}", [], -0.3f).Weight($"most{layer}", [], 0.4f);
                var shape = model.Shape.ToArray();
                model.Node("Clip", [model.Current, $"least{layer}", $"most{layer}"], [$"clip{layer}.out"]).Shaped(shape);
                break;
            case 2:
                model.Sigmoid($"sigmoid{layer}");
                break;
            default:
                break;
        }
    }
}
