using System.Globalization;
using System.Text;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Trials;
using PruneOnBuild.Testing;
using Xunit;

namespace PruneOnBuild.Pruning.Tests.Models;

/// <summary>The groups of real models, as they were once read and found right: which channels go together, which are frozen, and why.</summary>
public sealed class SharedModelGroupTests
{
    [SkippableTheory]
    [InlineData("blazeface_front_128x128")]
    [InlineData("dtln_1")]
    [InlineData("dtln_2")]
    [InlineData("fastestdet")]
    [InlineData("fns_candy")]
    [InlineData("g2p_arpabet")]
    [InlineData("genai_tiny_gpt2_fp32")]
    [InlineData("genai_tiny_lfm2")]
    [InlineData("gtcrn_stream_simple")]
    [InlineData("light_bvlc_alexnet")]
    [InlineData("light_inception_v1")]
    [InlineData("light_resnet50")]
    [InlineData("light_squeezenet")]
    [InlineData("light_vgg19")]
    [InlineData("magika_standard_v3_3")]
    [InlineData("marabou_self-attention-mnist-pgd-medium-sim")]
    [InlineData("obs_SINet_Softmax_simple")]
    [InlineData("obs_selfie_segmentation")]
    [InlineData("ort_computation_reduction_transformer")]
    [InlineData("silero_vad_16k_op15")]
    [InlineData("st_mobilenet_v2_128_0.5")]
    [InlineData("super_resolution_10")]
    [InlineData("toybert_mrpc_tf_op10")]
    [InlineData("toygpt2_past_op11")]
    [InlineData("trained/mobilenetv2_bn")]
    [InlineData("trained/resnet20")]
    [InlineData("trained/vgg")]
    [InlineData("ultraface_slim_320")]
    [InlineData("yolox_nano")]
    public void Groups_AreThoseOnceReadAndFoundRight(string model)
    {
        var path = Path.Combine(Shared.Require(), "models", $"{model}.onnx");
        var text = Text(RatioTrial.Of(OnnxReader.Read(path)));
        Assert.Equal(GoldenFile.Accepted("PruneOnBuild.Pruning.Tests", $"{Path.GetFileName(model)}.groups.txt", text), text);
    }

    private static string Text(RatioTrial trial)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"prunable: {100 * trial.Share.OfMultiplyAdds:0.0} % of the multiply-adds, {100 * trial.Share.OfParameters:0.0} % of the parameters\n\n");
        foreach (var group in trial.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Channels.Length} channels{(group.Span > 1 ? $" of {group.Span}" : "")}: {group.Members}\n");
        }

        text.Append('\n');
        foreach (var frozen in trial.Frozen)
        {
            text.Append(CultureInfo.InvariantCulture, $"{frozen.Channels} frozen: {frozen.Name} {frozen.Reason}\n");
        }

        return text.ToString();
    }
}
