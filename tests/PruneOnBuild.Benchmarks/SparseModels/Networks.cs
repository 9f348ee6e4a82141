using PruneOnBuild.Graph;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>The shapes of well-known networks with random weights, batch normalisation already part of the convolutions.</summary>
internal static class Networks
{
    private const int Tokens = 128;
    private const int Classes = 1000;

    /// <summary>Four feed-forward halves of a transformer, BERT-base in size, of 128 tokens.</summary>
    public static ModelGraph FeedForward(bool gelu)
    {
        const int Width = 768, Hidden = 3072, Layers = 4;
        var net = new NetworkBuilder();
        string x = net.Input(1, Tokens, Width);
        for (int layer = 0; layer < Layers; layer++)
        {
            string hidden = net.Linear(x, Width, Hidden);
            x = net.LayerNorm(net.Add(net.Linear(gelu ? net.Gelu(hidden) : net.Relu(hidden), Hidden, Width), x), Width);
        }
        return net.Output(x, 1, Tokens, Width);
    }

    public static ModelGraph ResNet50()
    {
        (int Width, int Blocks)[] stages = [(64, 3), (128, 4), (256, 6), (512, 3)];
        var net = new NetworkBuilder();
        string x = net.MaxPool(net.Relu(net.Conv(net.Input(1, 3, 224, 224), 3, 64, 7, 2)));
        int channels = 64;
        foreach (var (width, blocks) in stages)
            for (int block = 0; block < blocks; block++)
            {
                int stride = block == 0 && width > 64 ? 2 : 1;
                string inner = net.Relu(net.Conv(x, channels, width, 1));
                inner = net.Relu(net.Conv(inner, width, width, 3, stride));
                // A small branch: sums of sixteen blocks stay near 1.
                inner = net.Conv(inner, width, 4 * width, 1, gain: 0.2);
                x = net.Relu(net.Add(inner, block == 0 ? net.Conv(x, channels, 4 * width, 1, stride, gain: 1) : x));
                channels = 4 * width;
            }
        return net.Output(net.Gemm(net.Pool(x), channels, Classes), 1, Classes);
    }

    public static ModelGraph MobileNetV1()
    {
        (int Outputs, int Stride)[] layers =
            [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1)];
        var net = new NetworkBuilder();
        int channels = 32;
        string x = net.Relu(net.Conv(net.Input(1, 3, 224, 224), 3, channels, 3, 2));
        foreach (var (outputs, stride) in layers)
        {
            x = net.Relu(net.Conv(x, channels, channels, 3, stride, channels));
            x = net.Relu(net.Conv(x, channels, outputs, 1));
            channels = outputs;
        }
        return net.Output(net.Gemm(net.Pool(x), channels, Classes), 1, Classes);
    }

    /// <summary>A sample at a time.</summary>
    public static ModelGraph Perceptron()
    {
        var net = new NetworkBuilder();
        string x = net.Relu(net.Gemm(net.Input(1, 2048), 2048, 4096));
        x = net.Relu(net.Gemm(x, 4096, 4096));
        return net.Output(net.Gemm(x, 4096, 1008), 1, 1008);
    }
}
