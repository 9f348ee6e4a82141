using System.Globalization;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using static PruneOnBuild.Runtime.Tests.Samples.FormatFolder;

namespace PruneOnBuild.Runtime.Tests.Samples;

public sealed class DelimitedTests : IDisposable
{
    private readonly FormatFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AllColumnsButTheLabels_FeedTheOnlyInput()
    {
        _folder.Write("d.csv", "a,labels,b\n1,0,2.5\n-3e2, 1 ,4\n");

        var set = _folder.Read("d.csv", Settings(), Floats("x", -1, 2));

        Assert.Equal(2, set.Count);
        Assert.Equal([1f, 2.5f, -300f, 4f], set.Batch(0, 2).Feeds["x"].Values<float>().ToArray());
        Assert.Equal([0L, 1], set.Labels!.Classes!.Value.ToArray());
    }

    [Fact]
    public void DeclaredColumns_FeedTheirInputs_InTheirOrder()
    {
        _folder.Write("d.tsv", "\uFEFFa\tb\tc\tname\r\n1\t2\t3\t\"say \"\"hi\"\"\r\nand \ttab\"\r\n\r\n4\t5\t6\tplain \"quote\"\r\n");
        var data = Settings(("x", ["c", "a"]), ("y", ["b"]), ("text", ["name"]));

        var feeds = _folder.Read(
            "d.tsv", data, Floats("x", -1, 2), new("y", TensorElementType.Int64, -1, 1), new("text", TensorElementType.String, -1, 1)).Batch(0, 5).Feeds;

        Assert.Equal([3f, 1, 6, 4], feeds["x"].Values<float>().ToArray());
        Assert.Equal([2L, 5], feeds["y"].Values<long>().ToArray());
        Assert.Equal(["say \"hi\"\r\nand \ttab", "plain \"quote\""], feeds["text"].Values<string>().ToArray());
    }

    [Fact]
    public void WithoutHeader_ColumnsAreNumbered()
    {
        _folder.Write("d.csv", "1,2,7\n3,4,8");
        var set = _folder.Read("d.csv", Settings(("x", ["1", "2"])) with { HasHeader = false, Labels = "3" }, Floats("x", -1, 2));

        Assert.Equal([1f, 2, 3, 4], set.Batch(0, 2).Feeds["x"].Values<float>().ToArray());
        Assert.Equal([7L, 8], set.Labels!.Classes!.Value.ToArray());
    }

    [Fact]
    public void ClassNames_AreNumberedInOrdinalOrder_OrAsDeclared()
    {
        _folder.Write("d.csv", "x,labels\n1,b\n2,a\n3,Z\n");

        var labels = _folder.Read("d.csv", Settings(), Floats("x", -1, 1)).Labels!;
        Assert.Equal([2L, 1, 0], labels.Classes!.Value.ToArray());
        Assert.Equal(["Z", "a", "b"], labels.ClassNames.ToArray());
        Assert.Equal(
            [0L, 1, 3],
            _folder.Read("d.csv", Settings() with { Classes = ["b", "a", "c", "Z"] }, Floats("x", -1, 1)).Labels!.Classes!.Value.ToArray());
        var fault = Faults.One("POB5135", () => _folder.Read("d.csv", Settings() with { Classes = ["a", "b"] }, Floats("x", -1, 1)));
        Assert.Equal((4, 3), (fault.Location.Line, fault.Location.Column));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,n/a\n", 3, 3, "Column 'b' holds 'n/a'")]
    [InlineData("a,b\n1,2\n\n3,\n", 4, 3, "holds ''")]
    [InlineData("a,b\n\"1,5\",2\n", 2, 1, "holds '1,5'")]
    [InlineData("a,b\n1,NaN\n", 2, 3, "holds 'NaN'")]
    public void CellThatIsNoNumber_IsRefusedAtItsPlace(string text, int line, int column, string words)
    {
        _folder.Write("d.csv", text);
        var fault = Faults.One("POB5131", () => _folder.Read("d.csv", Settings(), Floats("x", -1, 2)).Batches(2).ToList());
        Assert.Equal((_folder["d.csv"], line, column), (fault.Location.File, fault.Location.Line, fault.Location.Column));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4,5\n", "POB5131", "This record has 3 fields, and the file has 2 columns.")]
    [InlineData("a,b\n", "POB5105", "holds 0 samples")]
    [InlineData("", "POB5105", "holds 0 samples")]
    [InlineData("a,b\n1,\"2\n3,4\n", "POB5102", "the quoted field that begins in line 2 does not end")]
    [InlineData("1,1\n1,2\n", "POB5138", "Two columns are named '1'.")]
    [InlineData("a,b\n1,2\n", "POB5103", "finds no array 'c'")]
    public void BrokenTable_IsOneError(string text, string code, string words)
    {
        _folder.Write("d.csv", text);
        var data = code == "POB5103" ? Settings(("x", ["a", "c"])) : Settings();
        Assert.Contains(words, Faults.One(code, () => _folder.Read("d.csv", data, Floats("x", -1, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryBatch_IsFoundAgain_WhereverItLies()
    {
        var rows = Enumerable.Range(0, 1000).Select(row => (row, Text: row % 7 == 0 ? $"\"a\nb{row}\"" : $"t{row}")).ToArray();
        _folder.Write("d.csv", "n,t\n" + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.row},{row.Text}\n"))));
        var set = _folder.Read("d.csv", Settings(("x", ["n"])), Floats("x", -1, 1));

        foreach (var start in new[] { 999, 0, 64, 63, 500, 129 })
            Assert.Equal(
                Enumerable.Range(start, Math.Min(70, 1000 - start)).Select(row => (float)row),
                set.Batch(start, 70).Feeds["x"].Values<float>().ToArray());
    }

    [Fact]
    public void ImageList_ReadsTheImagesThatItNames()
    {
        _folder.Write("pictures/a.png", Images.PngWriter.Write(2, 1, 8, 2, false, (x, _, channel) => 10 * x + channel))
            .Write("pictures/b.png", Images.PngWriter.Write(2, 1, 8, 2, false, (x, _, channel) => 100 + channel))
            .Write("list.csv", "file,labels\npictures/b.png,cat\npictures/a.png,dog\n");
        var data = Settings() with { Images = new("file", Line), Preprocess = Steps(new PreprocessStep.Layout(TensorLayout.Nchw)) };

        var set = _folder.Read("list.csv", data, Floats("x", -1, 3, 1, 2));

        Assert.Equal([100f, 100, 101, 101, 102, 102, 0, 10, 1, 11, 2, 12], set.Batch(0, 2).Feeds["x"].Values<float>().ToArray());
        Assert.Equal([0L, 1], set.Labels!.Classes!.Value.ToArray());
        Assert.Equal([_folder["list.csv"], _folder["pictures/b.png"], _folder["pictures/a.png"]], set.Files.ToArray());
    }

    [Fact]
    public void ImageListWithoutItsImageOrColumn_IsRefused()
    {
        _folder.Write("list.csv", "file\nx.png\n");
        var fault = Faults.One("POB5138", () => _folder.Read("list.csv", Settings() with { Images = new("file", Line) }, Floats("x", 1, 3)));
        Assert.Equal(2, fault.Location.Line);
        Assert.Equal(
            Line, Faults.One("POB5138", () => _folder.Read("list.csv", Settings() with { Images = new("path", Line) }, Floats("x", 1, 3))).Location);
    }
}
