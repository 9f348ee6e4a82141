using System.Text.RegularExpressions;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Runtime;

/// <summary>What can go wrong with the runtime, a device or data. Codes 5001 to 5019 and 5170 to 5189: runtime and device; 5101 to 5129: data.</summary>
public static partial class RuntimeErrors
{
    public static PruneOnBuildException RuntimeDoesNotLoad(Exception cause) => Error("POB5001", new SourceLocation("onnxruntime"),
        $"The native library of ONNX Runtime does not load: {FirstLine(cause)}. " +
        "It must lie beside the program for this operating system and architecture; restore and build again.", cause);

    public static PruneOnBuildException NoModelFile(SourceLocation place) => Error("POB5002", place,
        "There is no such model file.");

    public static PruneOnBuildException ModelRefused(SourceLocation place, Exception cause) => Error("POB5003", place,
        $"ONNX Runtime refuses the model: {FirstLine(cause)}.", cause);

    public static PruneOnBuildException RunFailed(SourceLocation place, Exception cause) => Error("POB5004", place,
        $"ONNX Runtime fails while it runs the model: {FirstLine(cause)}.", cause);

    public static PruneOnBuildException NoSuchProvider(SourceLocation place, string provider, IEnumerable<string> available) =>
        Error("POB5005", place,
            $"The ONNX Runtime here has no provider '{provider}'. It has: {string.Join(", ", available)}. " +
            "Declare one of these, or reference an ONNX Runtime package that brings the provider.");

    public static PruneOnBuildException ProviderRefused(SourceLocation place, string provider, Exception cause) => Error("POB5006", place,
        $"Provider '{provider}' does not start: {FirstLine(cause)}. Check its driver and libraries, or declare another provider.", cause);

    /// <param name="nodes">All that ran, none of them on the provider.</param>
    public static PruneOnBuildException NoNodeOnProvider(SourceLocation place, string provider, IReadOnlyCollection<PlacedNode> nodes) =>
        Error("POB5170", place, FormattableString.Invariant($"Provider '{provider}' takes none of the {nodes.Count} nodes of the model: all run on ") +
            $"{string.Join(" and ", nodes.Select(node => node.Provider).Distinct())}, so nothing here would be measured on it. Check that it supports the model's " +
            $"operators and types ({string.Join(", ", nodes.Select(node => node.Operator).Distinct().Order(StringComparer.Ordinal).Take(8))}), or declare another provider.");

    public static PruneOnBuildException NoSuchOutput(SourceLocation place, string output, IEnumerable<string> outputs) =>
        Error("POB5007", place, $"The model has no tensor output '{output}'. It has: {string.Join(", ", outputs)}.");

    public static PruneOnBuildException InputTypeUnsupported(TensorSpec input) => Error("POB5008", new SourceLocation(input.Name),
        $"Input '{input.Name}' has element type {ElementTypes.Name(input.ElementType)}, which cannot be fed. " +
        "Float, integer, bool and string inputs can.");

    private static PruneOnBuildException Error(string code, SourceLocation place, string message, Exception? cause = null)
    {
        var diagnostic = Diagnostic.Error(code, place, message);
        return cause is null ? new PruneOnBuildException(diagnostic) : new PruneOnBuildException(diagnostic, cause);
    }

    // The runtime's messages hold the place in its own sources and the condition that did not hold there, and go on with stack traces.
    private static string FirstLine(Exception cause) =>
        SourceOfRuntime().Replace(cause.Message.Split('\n', 2)[0], "").Trim().TrimEnd('.');

    [GeneratedRegex(@"\S+\.(cc|cpp|h):\d+ (.*? was false\. )?")]
    private static partial Regex SourceOfRuntime();
}
