namespace PruneOnBuild.Pruning.Tests.Surgery;

/// <summary>
/// Random graphs that broke a law before the tool was mended, shrunk and as <c>PruneOnBuild.Benchmarks laws --shrink</c> prints them. A
/// recipe names its blocks, so it stays the same graph when the catalogue grows; a block whose own choices change must have its lines here
/// drawn anew.
/// </summary>
internal static class FailedOnce
{
    public static readonly IReadOnlyList<(string Recipe, string What)> Recipes =
    [
        ("start:9140888 plan:7139515 layer:2828983 conv-grouped:7484065", "a grouped convolution whose weight comes out of a reshape of a flat tensor"),
        ("start:781039 plan:12415049 layer:909594 layer:8796098 rms-norm-written-out:2657151 conv-grouped:931763", "the same behind other layers"),
        ("start:8853049 plan:6761069 layer:8850007 squeeze-all:658728", "a squeeze without axes, with one channel left"),
        ("start:3032134 plan:9146724 flatten:3037882 layer:9204455 global-pool:11541957 layer:11524910 where-constant:10792531 conv-depthwise:3938270 split-rejoin:5370031 residual-three:857524 conv-shared-weight:7414455 layer:12290206", "one float16 number that cancels to almost nothing, which no nudge was made for"),
        ("start:6788919 plan:5961055 layer:10309934 squeeze-all:4064520 feed-forward-gated:6529174", "the same in front of a product"),
    ];
}
