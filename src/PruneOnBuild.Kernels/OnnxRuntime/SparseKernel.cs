using System.Globalization;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>One node of one session. Several threads may compute it at once.</summary>
internal abstract unsafe class SparseKernel : IDisposable
{
    private readonly int _threads;

    protected SparseKernel(in OrtKernelInfo node)
    {
        Api = node.Api;
        HasResidual = node.HasInput(OperatorInputs.Residual);
        _threads = int.TryParse(node.Setting(SparseOperators.ThreadsKey), NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0
            ? threads : Environment.ProcessorCount;
    }

    public OrtApi Api { get; }

    protected bool HasResidual { get; }

    public abstract void Compute(void* context);

    public abstract void Dispose();

    protected SessionWorkers Workers(void* context) => SessionWorkers.Take(Api, context, _threads);

    protected OrtTensor Input(void* context) => OrtTensor.Input(Api, context, OperatorInputs.X);

    /// <summary>Null where the node has none.</summary>
    /// <exception cref="OrtFailure">It has another shape than the output.</exception>
    protected float* Residual(void* context, ReadOnlySpan<long> output)
    {
        if (!HasResidual)
            return null;
        var residual = OrtTensor.Input(Api, context, OperatorInputs.Residual);
        var dims = (Span<long>)stackalloc long[residual.Rank];
        residual.CopyDims(dims);
        return dims.SequenceEqual(output)
            ? residual.Data
            : throw new OrtFailure($"the residual has the shape {Text(dims)} and the output {Text(output)}");
    }

    protected float* Output(void* context, ReadOnlySpan<long> dims)
    {
        fixed (long* first = dims)
        {
            void* tensor;
            Api.Check(((delegate* unmanaged<void*, nuint, long*, nuint, void**, void*>)Api.Functions[OrtFunction.KernelContextGetOutput])(
                context, 0, first, (nuint)dims.Length, &tensor));
            return (float*)Api.Data(tensor);
        }
    }

    protected static string Text(ReadOnlySpan<long> dims) => $"[{string.Join(',', dims.ToArray())}]";
}
