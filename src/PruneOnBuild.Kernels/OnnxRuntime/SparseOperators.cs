using System.Text;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>ONNX Runtime operators that compute with packed sparse weights, and how sessions come to know them.</summary>
/// <remarks>
/// <c>SparseConv(X, W, B?, Residual?)</c> and <c>SparseMatMul(X, W, B?, Residual?, Scale?, Shift?)</c>: W is what <see cref="Storage.SparseWeightsCodec"/>
/// makes, as a constant uint8 vector; B is a constant; the output is <c>min(max(product + B + Residual, activation_min), activation_max)</c>.
/// Both have the float attributes activation_min and activation_max, absent for no bound, and the integer <c>outputs</c>; SparseConv has
/// kernel_shape, strides, pads, dilations and group as ONNX's Conv, over one or two spatial axes, and over two may have pool_shape and
/// pool_strides: then a MaxPool without pads follows. SparseMatMul may have the constants Scale
/// and Shift as inputs and the attribute epsilon: its output is then normalised as by ONNX's LayerNormalization over the last axis.
/// </remarks>
public static unsafe class SparseOperators
{
    public const string Domain = "pruneonbuild";

    /// <summary>Of <see cref="Domain"/>.</summary>
    public const int Version = 1;

    public const string Conv = "SparseConv";

    public const string MatMul = "SparseMatMul";

    /// <summary>
    /// The entry of a session's configuration that says how many threads the session has, so that work is cut into fitting pieces. Without it,
    /// or before ONNX Runtime 1.24, as many are supposed as the machine has; the runtime spreads the pieces over those that there are.
    /// </summary>
    public const string ThreadsKey = "pruneonbuild.threads";

    private static readonly object s_lock = new();

    // By the runtime's table of functions: a process may hold two runtimes.
    private static readonly Dictionary<nint, nint> s_domains = [];
    private static readonly HashSet<nint> s_recent = [];

    /// <summary>Makes the operators known to the sessions that are created with these options.</summary>
    /// <param name="sessionOptions">The native <c>OrtSessionOptions*</c>.</param>
    /// <param name="apiBase">What the runtime's <c>OrtGetApiBase</c> gives.</param>
    /// <exception cref="NotSupportedException">The runtime is older than 1.17.</exception>
    /// <exception cref="InvalidOperationException">The runtime refuses.</exception>
    public static void Register(nint sessionOptions, nint apiBase)
    {
        try
        {
            Register((void*)sessionOptions, new OrtApiBase(apiBase));
        }
        catch (OrtFailure failure)
        {
            throw new InvalidOperationException($"ONNX Runtime refuses the sparse operators: {failure.Message}", failure);
        }
    }

    /// <summary>The same for native callers: gives null or an <c>OrtStatus*</c>, as the runtime's RegisterCustomOps asks for.</summary>
    public static nint TryRegister(nint sessionOptions, nint apiBase)
    {
        try
        {
            Register((void*)sessionOptions, new OrtApiBase(apiBase));
            return 0;
        }
        catch (Exception error)
        {
            // The first version's functions are in every runtime.
            return (nint)new OrtApi(new OrtApiBase(apiBase).Api(1)).Status(error);
        }
    }

    /// <summary>The functions of a runtime that the operators are registered with.</summary>
    internal static OrtApi ApiOf(void** functions)
    {
        lock (s_lock)
            return new OrtApi(functions, s_recent.Contains((nint)functions));
    }

    private static void Register(void* sessionOptions, OrtApiBase apiBase)
    {
        var functions = apiBase.Api(OrtApi.Version);
        if (functions == null)
        {
            throw new NotSupportedException($"The sparse operators need ONNX Runtime 1.{OrtApi.Version}; this is {apiBase.VersionText}.");
        }
        var api = new OrtApi(functions);
        api.Check(((delegate* unmanaged<void*, void*, void*>)functions[OrtFunction.AddCustomOpDomain])(sessionOptions, DomainOf(api, apiBase)));
    }

    // Never freed: sessions refer to it until they end, and nobody tells when the last one does.
    private static void* DomainOf(OrtApi api, OrtApiBase apiBase)
    {
        lock (s_lock)
        {
            if (s_domains.TryGetValue((nint)api.Functions, out nint known))
                return (void*)known;

            void* domain;
            fixed (byte* name = Encoding.UTF8.GetBytes(Domain + '\0'))
                domain = api.Get(OrtFunction.CreateCustomOpDomain, name);
            foreach (var kind in new[] { OperatorKind.Conv, OperatorKind.MatMul })
            {
                api.Check(((delegate* unmanaged<void*, SparseOperator*, void*>)api.Functions[OrtFunction.CustomOpDomainAdd])(
                    domain, SparseOperator.Create(kind, api)));
            }
            s_domains.Add((nint)api.Functions, (nint)domain);

            // Asked for a version that it does not have, the runtime complains on the standard error: so its version is read instead.
            if (System.Version.TryParse(apiBase.VersionText.Split('-', '+')[0], out var version)
                && version >= new System.Version(1, (int)OrtApi.RecentVersion))
                s_recent.Add((nint)api.Functions);
            return domain;
        }
    }
}
