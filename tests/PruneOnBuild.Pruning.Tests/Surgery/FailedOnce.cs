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
        ("start:6788919 plan:5961055 layer:10309934 squeeze-all:4064520 feed-forward-gated:6529174", "the same in front of a product"),
    ];
}
