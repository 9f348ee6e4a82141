using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Cli.Locking;

/// <summary>
/// What decides the last bits of recovered weights: operating system, architecture and the vector registers that the runtime's kernels
/// choose by. A plan is the same everywhere.
/// </summary>
internal static class LockPlatform
{
    /// <summary>Such as <c>linux-x64, 512-bit vectors</c>.</summary>
    public static string Text { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{RuntimeInformation.RuntimeIdentifier}, {VectorBits}-bit vectors");

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
