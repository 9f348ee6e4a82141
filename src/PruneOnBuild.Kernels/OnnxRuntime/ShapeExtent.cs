using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>One extent of a shape that the runtime infers.</summary>
/// <param name="Number">-1 where it is not known.</param>
/// <param name="Name">What stands for it in the model; empty where nothing does.</param>
internal readonly record struct ShapeExtent(long Number, string Name)
{
    public bool IsKnown => Number >= 0;

    /// <summary>The runtime cannot be told that it does not know an extent of an output.</summary>
    public bool CanBeTold => IsKnown || Name.Length > 0;

    public static ShapeExtent Of(long number, nint name) => new(number, Marshal.PtrToStringUTF8(name) ?? "");

    public static ShapeExtent Of(long number) => new(number, "");

    public nint NameCopy() => Marshal.StringToCoTaskMemUTF8(Name);
}
