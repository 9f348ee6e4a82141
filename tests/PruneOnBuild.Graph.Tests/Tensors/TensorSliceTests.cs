using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests.Tensors;

public class TensorSliceTests
{
    [Fact]
    public void Gather_AgreesWithIndexByIndexCopying_OnEveryAxis()
    {
        long[] dims = [3, 4, 2, 5];
        var values = Enumerable.Range(0, 120).Select(i => (float)i).ToArray();
        var tensor = TensorWriter.Create("w", dims, values);
        int[][] selections = [[], [0], [1, 0], [0, 2], [2, 2, 1]];
        for (var axis = 0; axis < 4; axis++)
        {
            foreach (var kept in selections.Where(kept => kept.All(index => index < dims[axis])))
            {
                var cut = TensorSlice.Gather(tensor, axis, kept);

                Assert.Equal(Naive(values, dims, axis, kept), TensorReader.Floats(cut));
                Assert.Equal(dims.Select((dim, i) => i == axis ? kept.Length : dim), cut.Dims);
                Assert.Equal(cut, TensorSlice.Gather(tensor, axis - 4, kept));
            }
        }
    }

    [Fact]
    public void EveryTypeAndForm_IsCutAlike_AndStaysInItsForm()
    {
        var forms = TensorForms.FloatingNumbers().Concat(TensorForms.WholeNumbers()).ToArray();
        foreach (var tensor in forms.Concat(forms.Where(tensor => tensor.HasRawData).Select(TensorForms.External)))
        {
            var cut = TensorSlice.Gather(tensor, 1, [3, 0, 2]);

            Assert.Equal([3f, 0, 2, 7, 4, 6], TensorReader.Floats(cut));
            Assert.Equal((tensor.Name, "kept", tensor.HasRawData, tensor.DataLocation), (cut.Name, cut.DocString, cut.HasRawData, cut.DataLocation));
        }
    }

    [Fact]
    public void TypesWithoutReadableNumbers_AreCutByTheirBits()
    {
        var fp8 = TensorForms.Typed(DataType.Float8E5M2, tensor => tensor.Int32Data.Add([10, 11, 12, 13, 14, 15, 16, 17]));
        var complex = TensorForms.Typed(DataType.Complex64, tensor => tensor.FloatData.Add(Enumerable.Range(0, 16).Select(i => (float)i)));
        var text = TensorForms.Typed(DataType.String, tensor => tensor.StringData.Add("abcdefgh".Select(letter => ByteString.CopyFromUtf8($"{letter}"))));

        Assert.Equal([11, 15], TensorSlice.Gather(fp8, 1, [1]).Int32Data);
        Assert.Equal([2f, 3, 10, 11], TensorSlice.Gather(complex, 1, [1]).FloatData);
        Assert.Equal(["b", "f"], TensorSlice.Gather(text, 1, [1]).StringData.Select(item => item.ToStringUtf8()));
    }

    [Fact]
    public void KeepingAll_ChangesNothing()
    {
        foreach (var tensor in TensorForms.FloatingNumbers().Concat(TensorForms.WholeNumbers()))
            Assert.Equal(tensor, TensorSlice.Gather(tensor, 1, [0, 1, 2, 3]));
    }

    [Fact]
    public void IndexOrAxisOutside_IsRefused()
    {
        var tensor = TensorForms.FloatingNumbers().First();

        Assert.Throws<ArgumentOutOfRangeException>(() => TensorSlice.Gather(tensor, 2, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorSlice.Gather(tensor, 0, [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorSlice.Gather(tensor, 0, [-1]));
    }

    private static float[] Naive(float[] values, long[] dims, int axis, int[] kept)
    {
        var result = new List<float>();
        void Walk(int depth, long offset)
        {
            if (depth == dims.Length)
            {
                result.Add(values[offset]);
                return;
            }
            var indices = depth == axis ? kept.Select(index => (long)index) : Enumerable.Range(0, (int)dims[depth]).Select(index => (long)index);
            foreach (var index in indices) Walk(depth + 1, offset * dims[depth] + index);
        }
        Walk(0, 0);
        return [.. result];
    }
}
