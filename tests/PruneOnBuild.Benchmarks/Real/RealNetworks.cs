using System.Collections.Immutable;
using PruneOnBuild.Benchmarks.Real.Pictures;
using PruneOnBuild.Benchmarks.Real.Speech;
using PruneOnBuild.Benchmarks.Real.Words;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>The networks of the shared folder that there are real data for, simplest first.</summary>
internal static class RealNetworks
{
    private static readonly PreprocessStep Unit = new PreprocessStep.Scale(1 / 255.0);

    public static readonly ImmutableArray<RealNetwork> All =
    [
        Mnist("mnist_8"),
        Mnist("mnist_external/mnist", Unit, new PreprocessStep.Normalize([0.1307], [0.3081])),
        Mnist("marabou_cnn_max_mninst2", Unit),
        Mnist("marabou_mnist5x20_leaky_relu", Unit),
        Mnist("marabou_softmax-last-layer", Unit),
        Mnist("marabou_self-attention-mnist-pgd-medium-sim", Unit),
        new("handgesture_keypoint", (shared, dense) => ClassTask.Of(shared, dense, "hand_gesture/keypoint_calibration.npz", "hand_gesture/keypoint_evaluation.npz")),
        new("handgesture_history_lstm", (shared, dense) => new HistoryTask(shared, dense)),
        new("magika_standard_v3_3", ClassTask.Magika),
        new("obs_selfie_segmentation", (shared, dense) => new SelfieTask(shared, dense)),
        new("g2p_arpabet", (shared, dense) => new WordTask(shared, dense)),
        new("gtcrn_stream_simple", SpeechTask.Gtcrn),
        new("dtln_1", (shared, dense) => SpeechTask.Dtln(shared, dense, isFirst: true)),
        new("dtln_2", (shared, dense) => SpeechTask.Dtln(shared, dense, isFirst: false)),
    ];

    private static RealNetwork Mnist(string model, params PreprocessStep[] steps) =>
        new(model, (shared, dense) => ClassTask.Of(shared, dense, "mnist/calibration.npz", "mnist/evaluation.npz", steps: steps));
}
