using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// target += alpha * left * right, the one routine behind Gram matrices, factorisations and downdates. Every element is summed in the
/// order of the inner index, in blocks of <see cref="DepthBlock"/>, with fused multiply-adds; blocks are added in float64. So neither the
/// number of threads, nor the tiling, nor the width of the vector registers changes a bit of the result.
/// </summary>
internal static class Product
{
    /// <summary>
    /// Terms summed in the element type before they are added to the float64 target. With float32 factors the error of an element is
    /// therefore at most about DepthBlock * 2^-24 * sum |left| |right| = 1.5e-5 of that sum, however long the whole sum, and in practice
    /// near 1e-6 of it (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1).
    /// </summary>
    public const int DepthBlock = 256;

    public static VectorWidth Widest { get; } =
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512 : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256 : VectorWidth.Bits128;

    /// <summary>left [target.Rows, depth], right [depth, target.Columns].</summary>
    public static void Add(
        Window target, double alpha, Operand<double> left, Operand<double> right, int depth,
        ProductShape shape = ProductShape.Full, VectorWidth? width = null)
    {
        switch (width ?? Widest)
        {
            case VectorWidth.Bits512:
                new TiledProduct<Double512, Vector512<double>, double, Window>(target, alpha, left, right, depth, shape).Run();
                break;
            case VectorWidth.Bits256:
                new TiledProduct<Double256, Vector256<double>, double, Window>(target, alpha, left, right, depth, shape).Run();
                break;
            default:
                new TiledProduct<Double128, Vector128<double>, double, Window>(target, alpha, left, right, depth, shape).Run();
                break;
        }
    }

    /// <summary>The same for float32 factors.</summary>
    public static void Add(
        Window target, double alpha, Operand<float> left, Operand<float> right, int depth,
        ProductShape shape = ProductShape.Full, VectorWidth? width = null) =>
        AddFloats(target, alpha, left, right, depth, shape, width);

    /// <summary>The same for float32 factors and a float32 target.</summary>
    public static void Add(FloatRows target, Operand<float> left, Operand<float> right, int depth, VectorWidth? width = null) =>
        AddFloats(target, 1, left, right, depth, ProductShape.Full, width);

    private static void AddFloats<TTarget>(
        TTarget target, double alpha, Operand<float> left, Operand<float> right, int depth, ProductShape shape, VectorWidth? width)
        where TTarget : struct, ITarget<float>
    {
        switch (width ?? Widest)
        {
            case VectorWidth.Bits512:
                new TiledProduct<Float512, Vector512<float>, float, TTarget>(target, alpha, left, right, depth, shape).Run();
                break;
            case VectorWidth.Bits256:
                new TiledProduct<Float256, Vector256<float>, float, TTarget>(target, alpha, left, right, depth, shape).Run();
                break;
            default:
                new TiledProduct<Float128, Vector128<float>, float, TTarget>(target, alpha, left, right, depth, shape).Run();
                break;
        }
    }
}
