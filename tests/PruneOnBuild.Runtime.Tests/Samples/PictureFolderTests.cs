using PruneOnBuild.Policy;
using PruneOnBuild.Runtime.Tests.Images;
using static PruneOnBuild.Runtime.Tests.Samples.FormatFolder;

namespace PruneOnBuild.Runtime.Tests.Samples;

public sealed class PictureFolderTests : IDisposable
{
    private readonly FormatFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FoldersOfClasses_LabelTheirImages_InOrdinalOrder()
    {
        Picture("d/dog/1.png", 4, 4, 7).Write("d/dog/notes.txt", "no image");
        Picture("d/Cat/10.png", 4, 4, 1);
        Picture("d/Cat/9.png", 4, 4, 2);

        var set = _folder.Read("d", Gray, Floats("x", -1, 1, 4, 4));

        Assert.Equal([0L, 0, 1], set.Labels!.Classes!.Value.ToArray());
        Assert.Equal(["Cat", "dog"], set.Labels.ClassNames.ToArray());
        Assert.Equal([1f, 2, 7], set.Batches(1).Select(batch => batch.Feeds["x"].Values<float>()[0]));
        Assert.Equal(["d/Cat/10.png", "d/Cat/9.png", "d/dog/1.png"], set.Files.Select(file => Path.GetRelativePath(_folder[""], file).Replace('\\', '/')));
    }

    [Fact]
    public void ListedClasses_GiveTheOrder_AndMayHaveNoImages()
    {
        Picture("d/b/1.png", 4, 4, 1);
        _folder.Write("d/classes.txt", "c\nb\n");
        Assert.Equal([1L], _folder.Read("d", Gray, Floats("x", -1, 1, 4, 4)).Labels!.Classes!.Value.ToArray());
        Assert.Equal(
            [2L], _folder.Read("d", Gray with { Classes = ["x", "y", "b"] }, Floats("x", -1, 1, 4, 4)).Labels!.Classes!.Value.ToArray());

        var fault = Faults.One("POB5135", () => _folder.Read("d", Gray with { Classes = ["x"] }, Floats("x", -1, 1, 4, 4)));
        Assert.Contains("'b' is none of the 1 classes 'x'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesOfDifferentSize_NeedSteps_OrAModelThatTakesThem()
    {
        Picture("d/1.png", 4, 6, 3);
        Picture("d/2.png", 5, 6, 4);

        var resized = Gray with { Preprocess = [.. Steps(new PreprocessStep.Resize(4, 4, 0, 0, ResizeFilter.Area, true)), .. Gray.Preprocess] };
        Assert.Equal("float32[2,1,4,4]", _folder.Read("d", resized, Floats("x", -1, 1, 4, 4)).Batch(0, 2).Feeds["x"].ToString());
        Assert.Null(_folder.Read("d", resized, Floats("x", -1, 1, 4, 4)).Labels);
        Assert.Equal(
            ["float32[1,1,6,4]", "float32[1,1,6,5]"],
            _folder.Read("d", Gray, Floats("x", -1, 1, -1, -1)).Batches().Select(batch => batch.Feeds["x"].ToString()));
        var fault = Faults.One("POB5136", () => _folder.Read("d", Gray, Floats("x", -1, 1, 6, 4)).Batches().ToList());
        Assert.Equal(_folder["d/2.png"], fault.Location.File);
    }

    [Fact]
    public void ImagesThatDoNotFit_GetStepsSuggested()
    {
        Picture("d/1.png", 4, 6, 3);
        var fault = Faults.One("POB5104", () => _folder.Read("d", Settings(), Floats("x", -1, 3, 8, 8)));
        Assert.Contains("uint8[1,6,4,3]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("resize, crop", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedImage_IsNamed()
    {
        Picture("d/1.png", 4, 4, 3);
        _folder.Write("d/2.png", File.ReadAllBytes(_folder["d/1.png"])[..60]);
        Assert.Equal(
            _folder["d/2.png"], Faults.One("POB5133", () => _folder.Read("d", Gray, Floats("x", -1, 1, 4, 4)).Batches().ToList()).Location.File);
    }

    [Fact]
    public void MixedFolders_AreRefused()
    {
        Picture("d/1.png", 4, 4, 3);
        Picture("d/a/1.png", 4, 4, 3);
        Faults.One("POB5135", () => _folder.Read("d", Gray, Floats("x", -1, 1, 4, 4)));
        Picture("e/1.png", 4, 4, 3).Write("e/1.wav", "RIFF");
        Faults.One("POB5135", () => _folder.Read("e", Gray, Floats("x", -1, 1, 4, 4)));
        Assert.Contains("Name the folder", Faults.One("POB5112", () => _folder.Read("d/1.png", Gray, Floats("x", 1, 4))).Message, StringComparison.Ordinal);
    }

    private static DataSettings Gray => Settings() with
    {
        Preprocess = Steps(new PreprocessStep.Gray(GrayWeights.Bt601), new PreprocessStep.Layout(TensorLayout.Nchw)),
    };

    private FormatFolder Picture(string name, int width, int height, int value) =>
        _folder.Write(name, PngWriter.Write(width, height, 8, 0, false, (_, _, _) => value));
}
