using System.Reflection;
using System.Runtime.Loader;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Accuracy.Custom;

/// <summary>
/// A public static method <c>double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims)</c> of the user's assembly,
/// which needs no reference to this package.
/// </summary>
internal sealed class AssemblyScorer(AccuracyGate gate) : IScorer
{
    private const string Method = "Score";

    public double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims)
    {
        var score = Find();
        var run = Task.Run(() => score(outputs, outputDims, labels, labelDims));
        try
        {
            return run.Wait(TimeSpan.FromSeconds(gate.MaxSeconds))
                ? run.Result ?? throw GateErrors.CustomFailed(Place, $"{Method} returned null")
                : throw GateErrors.CustomTooSlow(Place, gate.MaxSeconds);
        }
        catch (AggregateException failure) when (failure.InnerException is { } cause)
        {
            throw GateErrors.CustomFailed(Place, $"{Method} threw {cause.GetType().Name}: {cause.Message}", cause);
        }
    }

    private Func<float[], int[], float[], int[], double[]> Find()
    {
        var path = gate.FullPath(gate.Assembly!.Value);
        if (!File.Exists(path))
            throw GateErrors.CustomFailed(Place, $"there is no file '{gate.Assembly.Value}' in the policy's folder");
        try
        {
            var type = Load(path).GetType(gate.Type!.Value)
                ?? throw GateErrors.CustomFailed(gate.Type.Location, $"the assembly has no class '{gate.Type.Value}'");
            var method = type.GetMethod(
                    Method, BindingFlags.Public | BindingFlags.Static, [typeof(float[]), typeof(int[]), typeof(float[]), typeof(int[])])
                ?? throw GateErrors.CustomFailed(gate.Type.Location, NoMethod);
            return method.ReturnType == typeof(double[])
                ? method.CreateDelegate<Func<float[], int[], float[], int[], double[]>>()
                : throw GateErrors.CustomFailed(gate.Type.Location, NoMethod);
        }
        catch (Exception failure) when (failure is BadImageFormatException or IOException or TypeLoadException)
        {
            throw GateErrors.CustomFailed(Place, $"the assembly cannot be loaded: {failure.Message}", failure);
        }
    }

    private string NoMethod => $"class '{gate.Type!.Value}' has no method "
        + "'public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims)'";

    private Policy.Diagnostics.SourceLocation Place => gate.Assembly!.Location;

    // From bytes, so that the next build may write the file; what it refers to lies beside it.
    private static Assembly Load(string path)
    {
        var context = new AssemblyLoadContext(path, isCollectible: true);
        context.Resolving += (own, name) =>
            Path.Combine(Path.GetDirectoryName(path)!, $"{name.Name}.dll") is var beside && File.Exists(beside) ? own.LoadFromAssemblyPath(beside) : null;
        using var bytes = new MemoryStream(File.ReadAllBytes(path));
        return context.LoadFromStream(bytes);
    }
}
