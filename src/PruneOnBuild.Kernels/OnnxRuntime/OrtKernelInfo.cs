using System.Runtime.InteropServices;
using System.Text;
using PruneOnBuild.Kernels.Storage;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>A node whose kernel is being made: its attributes and its constants.</summary>
internal readonly unsafe struct OrtKernelInfo(OrtApi api, void* info)
{
    // How the runtime says that an attribute is absent; the code is the same as for one of another type.
    private const string Absent = "No attribute with";

    public OrtApi Api => api;

    public string Name
    {
        get
        {
            var text = stackalloc byte[256];
            nuint size = 256;
            var status = ((delegate* unmanaged<void*, byte*, nuint*, void*>)api.Functions[OrtFunction.KernelInfoGetNodeName])(info, text, &size);
            if (status == null)
                return Marshal.PtrToStringUTF8((nint)text)!;
            api.Release(OrtFunction.ReleaseStatus, status);
            return "?";
        }
    }

    public float Float(string attribute, float fallback)
    {
        fixed (byte* name = Text(attribute))
        {
            float value;
            return IsThere(((delegate* unmanaged<void*, byte*, float*, void*>)api.Functions[OrtFunction.KernelInfoGetAttributeFloat])(info, name, &value))
                ? value : fallback;
        }
    }

    /// <param name="fallback">Null: the attribute must be there.</param>
    public int Int(string attribute, int? fallback)
    {
        fixed (byte* name = Text(attribute))
        {
            long value;
            return IsThere(((delegate* unmanaged<void*, byte*, long*, void*>)api.Functions[OrtFunction.KernelInfoGetAttributeInt])(info, name, &value))
                ? Size(attribute, value) : fallback ?? throw new OrtFailure($"the attribute {attribute} is missing");
        }
    }

    /// <param name="fallback">What each number is where the attribute is absent; null: it must be there.</param>
    /// <param name="count">How many there must be; null: as many as there are.</param>
    public int[] Ints(string attribute, int? fallback, int? count)
    {
        fixed (byte* name = Text(attribute))
        {
            var get = (delegate* unmanaged<void*, byte*, long*, nuint*, void*>)api.Functions[OrtFunction.KernelInfoGetAttributeInts];
            nuint size = 0;
            if (!IsThere(get(info, name, null, &size)))
                return fallback is { } each && count is { } many ? [.. Enumerable.Repeat(each, many)] : throw new OrtFailure($"the attribute {attribute} is missing");
            if (count is not null && size != (nuint)count.Value)
                throw new OrtFailure($"the attribute {attribute} has {size} numbers and needs {count}");
            var values = new long[size];
            fixed (long* first = values)
                api.Check(get(info, name, first, &size));
            return Array.ConvertAll(values, value => Size(attribute, value));
        }
    }

    /// <summary>Whether an optional input is given.</summary>
    public bool HasInput(int input)
    {
        if (input >= api.Count(OrtFunction.KernelInfoGetInputCount, info))
            return false;
        nuint size = 0;
        api.Check(((delegate* unmanaged<void*, nuint, byte*, nuint*, void*>)api.Functions[OrtFunction.KernelInfoGetInputName])(info, (nuint)input, null, &size));
        return size > 1;
    }

    public SparseWeights Weights() =>
        SparseWeightsCodec.Decode(Constant<byte>(OperatorInputs.Weights, OperatorCallbacks.Bytes, "the packed weights"));

    /// <summary>Empty where there is none.</summary>
    public ReadOnlySpan<float> Bias(int outputs) => PerOutput(OperatorInputs.Bias, "the bias", outputs);

    /// <summary>Null where nothing is normalised.</summary>
    public RowNorm? Norm(int outputs) => HasInput(OperatorInputs.Scale)
        ? new RowNorm(PerOutput(OperatorInputs.Scale, "the scale", outputs), PerOutput(OperatorInputs.Shift, "the shift", outputs), Float("epsilon", 1e-5f))
        : null;

    public SparseActivation Activation() =>
        new(Float("activation_min", float.NegativeInfinity), Float("activation_max", float.PositiveInfinity));

    /// <summary>Entries of the session's options; null where the runtime is too old to tell, or there is none of that name.</summary>
    public string? Setting(string key)
    {
        if (!api.IsRecent)
            return null;
        var entries = api.Get(OrtFunction.KernelInfoGetConfigEntries, info);
        try
        {
            fixed (byte* name = Text(key))
                return Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*, byte*>)api.Functions[OrtFunction.GetKeyValue])(entries, name));
        }
        finally
        {
            api.Release(OrtFunction.ReleaseKeyValuePairs, entries);
        }
    }

    private ReadOnlySpan<float> PerOutput(int input, string what, int outputs)
    {
        if (!HasInput(input))
            return [];
        var values = Constant<float>(input, OperatorCallbacks.Floats, what);
        return values.Length == outputs ? values : throw new OrtFailure($"{what} has {values.Length} numbers for {outputs} outputs");
    }

    private ReadOnlySpan<T> Constant<T>(int input, int type, string what)
        where T : unmanaged
    {
        int isConstant;
        void* tensor;
        api.Check(((delegate* unmanaged<void*, nuint, int*, void**, void*>)api.Functions[OrtFunction.KernelInfoGetConstantInput])(
            info, (nuint)input, &isConstant, &tensor));
        if (isConstant == 0)
            throw new OrtFailure($"{what} must be a constant of the model");
        var shape = api.Get(OrtFunction.GetTensorTypeAndShape, tensor);
        try
        {
            if (api.ElementType(shape) != type)
                throw new OrtFailure($"{what} are of another element type");
            int rank = api.Count(OrtFunction.GetDimensionsCount, shape);
            if (rank != 1)
                throw new OrtFailure($"{what} must have one axis, not {rank}");
            long length;
            api.Dims(shape, &length, 1);
            return new ReadOnlySpan<T>(api.Data(tensor), checked((int)length));
        }
        finally
        {
            api.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        }
    }

    private bool IsThere(void* status)
    {
        try
        {
            api.Check(status);
            return true;
        }
        catch (OrtFailure failure) when (failure.Message.Contains(Absent, StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>Whether a number can be a size, stride or pad.</summary>
    public static bool IsSize(long value) => value is >= 0 and <= PackedHeader.MostRows;

    private static int Size(string attribute, long value) =>
        IsSize(value) ? (int)value : throw new OrtFailure($"the attribute {attribute} cannot be {value}");

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
