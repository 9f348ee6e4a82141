using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>How a band of the input, what some rows of the output need, is laid out so that every column of the convolution's matrix is
/// contiguous along a row of the output: padded, and for strides above 1 taken apart into phases, one for each remainder of y and x by the
/// strides. Or with a phase for each place of x instead, whose rows are as wide as the output's: then a column is contiguous throughout.</summary>
internal sealed class PlaneLayout
{
    private const int FloatsOfLine = 16;
    private const int EvenOfBoth = 0b10_00_10_00;
    private const int EvenOfPairs = 0b11_01_10_00;

    private readonly ConvGeometry _geometry;
    private readonly int[] _phaseIndex;
    private readonly int _phaseColumns;
    private readonly int _sharedX;
    private readonly int _rowWidth;

    /// <summary>Of each phase, what of its rows lies within a row of the input: all else is padding.</summary>
    private readonly (int First, int End)[] _columns;

    /// <param name="height">Of the input.</param>
    /// <param name="bandRows">Rows of the output that a band serves, at least 1.</param>
    /// <param name="isShifted">A phase for each place of x.</param>
    public PlaneLayout(ConvGeometry geometry, int height, int width, int bandRows, bool isShifted = false)
    {
        _geometry = geometry;
        // Places of x that fall on one phase, and how far apart.
        _sharedX = isShifted ? int.MaxValue : geometry.StrideX;
        (InputHeight, InputWidth) = (height, width);
        OutputWidth = geometry.OutputWidth(width);
        IsInput = geometry is { KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0 };
        PhaseHeight = bandRows + geometry.DilationY * (geometry.KernelHeight - 1) / geometry.StrideY;
        int lastX = geometry.DilationX * (geometry.KernelWidth - 1);
        _rowWidth = OutputWidth + lastX / _sharedX;
        _phaseColumns = Math.Min(_sharedX, lastX + 1);
        _phaseIndex = new int[geometry.StrideY * _phaseColumns];
        Array.Fill(_phaseIndex, -1);
        var phases = new List<(int Y, int X)>();
        for (int ky = 0; ky < geometry.KernelHeight; ky++)
            for (int kx = 0; kx < geometry.KernelWidth; kx++)
            {
                var phase = (Y: ky * geometry.DilationY % geometry.StrideY, X: kx * geometry.DilationX % _sharedX);
                ref int index = ref _phaseIndex[phase.Y * _phaseColumns + phase.X];
                if (index >= 0)
                    continue;
                index = phases.Count;
                phases.Add(phase);
            }
        Phases = [.. phases];
        // Zeros behind a row are those before the next one.
        _columns = Array.ConvertAll(Phases, phase => ColumnsOf(phase.X));
        int between = _columns.Min(columns => Math.Min(columns.First, _rowWidth - columns.End));
        PhaseWidth = Math.Max(OutputWidth, _rowWidth - between);
    }

    public int InputHeight { get; }

    public int InputWidth { get; }

    public int OutputWidth { get; }

    /// <summary>The input itself serves, if the band is all of it; nothing is copied.</summary>
    public bool IsInput { get; }

    /// <summary>Those that the kernel reads.</summary>
    public (int Y, int X)[] Phases { get; }

    public int PhaseHeight { get; }

    /// <summary>Floats from a row to the next; what a row reads behind its own is the padding before the next.</summary>
    public int PhaseWidth { get; }

    /// <summary>Floats from a phase to the next: an odd number of cache lines, so that channels spread over all sets of the caches.</summary>
    public int PhaseSize => IsInput ? PhaseLength : ((PhaseLength + FloatsOfLine - 1) / FloatsOfLine | 1) * FloatsOfLine;

    private int PhaseLength => (PhaseHeight - 1) * PhaseWidth + _rowWidth;

    /// <summary>Floats of one channel: its phases, each [phase height, phase width].</summary>
    public int ChannelSize => Phases.Length * PhaseSize;

    /// <summary>Floats from the planes' begin to what the output's first pixel reads.</summary>
    /// <param name="column">Of the weights' matrix: channel, ky, kx.</param>
    public int ColumnOffset(int column)
    {
        var g = _geometry;
        int area = g.KernelHeight * g.KernelWidth;
        int y = column % area / g.KernelWidth * g.DilationY, x = column % g.KernelWidth * g.DilationX;
        int phase = _phaseIndex[y % g.StrideY * _phaseColumns + x % _sharedX];
        return column / area * ChannelSize + phase * PhaseSize + y / g.StrideY * PhaseWidth + x / _sharedX;
    }

    /// <summary>Copies a band of one channel into its phases.</summary>
    /// <param name="firstRow">Of the output, that the band begins with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Fill(float* channel, int firstRow, float* planes)
    {
        for (int p = 0; p < Phases.Length; p++)
        {
            var phase = Phases[p];
            float* plane = planes + (nint)p * PhaseSize;
            int shift = phase.X - _geometry.PadLeft, stride = _geometry.StrideX;
            var (first, end) = _columns[p];
            int inputY = firstRow * _geometry.StrideY + phase.Y - _geometry.PadTop;
            if (PhaseWidth == InputWidth && stride == 1 && _geometry.StrideY == 1)
            {
                FillAtOnce(channel, inputY, shift, first, end, plane);
                continue;
            }
            for (int y = 0; y < PhaseHeight; y++, plane += PhaseWidth, inputY += _geometry.StrideY)
            {
                if ((uint)inputY >= (uint)InputHeight)
                {
                    new Span<float>(plane, PhaseWidth).Clear();
                    continue;
                }
                float* from = channel + (nint)inputY * InputWidth + shift;
                for (int x = 0; x < first; x++)
                    plane[x] = 0;
                if (stride == 1)
                    Copy(from + first, plane + first, end - first);
                else if (stride == 2)
                    CopyEven(from + 2 * first, plane + first, end - first);
                else
                    for (int x = first; x < end; x++)
                        plane[x] = from[x * stride];
                for (int x = end; x < PhaseWidth; x++)
                    plane[x] = 0;
            }
            new Span<float>(plane, _rowWidth - PhaseWidth).Clear();
        }
    }

    private (int First, int End) ColumnsOf(int phaseX)
    {
        int stride = _geometry.StrideX, before = _geometry.PadLeft - phaseX;
        int first = Math.Clamp((before + stride - 1) / stride, 0, _rowWidth);
        return (first, Math.Clamp((InputWidth + before + stride - 1) / stride, first, _rowWidth));
    }

    /// <summary>Rows as wide as the input's lie as they do there, but for a shift: one copy, and zeros over what came from the rows beside.</summary>
    /// <param name="inputY">The input's row that the plane begins with; may lie above it.</param>
    /// <param name="first">Of each row, the first column that is not padding.</param>
    /// <param name="end">Behind the last one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void FillAtOnce(float* channel, int inputY, int shift, int first, int end, float* plane)
    {
        int top = Math.Clamp(-inputY, 0, PhaseHeight), bottom = Math.Clamp(InputHeight - inputY, top, PhaseHeight);
        Clear(plane, top * PhaseWidth);
        Clear(plane + bottom * PhaseWidth, (PhaseHeight - bottom) * PhaseWidth);
        int from = top * PhaseWidth, to = bottom * PhaseWidth, offset = inputY * InputWidth + shift;
        // Nothing beside the channel is read: what would come from there is padding.
        from = Math.Max(from, -offset);
        to = Math.Min(to, InputHeight * InputWidth - offset);
        Copy(channel + offset + from, plane + from, to - from);
        for (int i = 0; i < first + PhaseWidth - end; i++)
        {
            float* column = plane + (i < first ? i : i - first + end);
            for (int y = top; y < bottom; y++)
                column[y * PhaseWidth] = 0;
        }
    }

    /// <summary>As <see cref="Fill"/> where all that lies beside the image is zero already, as behind another channel's same band.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Refill(float* channel, int firstRow, float* planes)
    {
        int stride = _geometry.StrideX, strideY = _geometry.StrideY;
        for (int p = 0; p < Phases.Length; p++)
        {
            var phase = Phases[p];
            int shift = phase.X - _geometry.PadLeft, top = firstRow * strideY + phase.Y - _geometry.PadTop;
            int first = _columns[p].First, count = _columns[p].End - first;
            int firstY = Math.Clamp((-top + strideY - 1) / strideY, 0, PhaseHeight);
            int endY = Math.Clamp((InputHeight - top + strideY - 1) / strideY, firstY, PhaseHeight);
            float* from = channel + (nint)(top + firstY * strideY) * InputWidth + shift + first * stride;
            float* to = planes + (nint)p * PhaseSize + firstY * PhaseWidth + first;
            for (int y = firstY; y < endY; y++, from += strideY * InputWidth, to += PhaseWidth)
                if (stride == 1)
                    Copy(from, to, count);
                else if (stride == 2)
                    CopyEven(from, to, count);
                else
                    for (int x = 0; x < count; x++)
                        to[x] = from[x * stride];
        }
    }

    /// <summary>Every second float; at most the last that is copied is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void CopyEven(float* from, float* to, int count)
    {
        int x = 0;
        if (Avx512F.IsSupported)
        {
            var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            for (; x < count - Vector512<float>.Count; x += Vector512<float>.Count)
                Avx512F.PermuteVar16x32x2(Vector512.Load(from + 2 * x), even, Vector512.Load(from + 2 * x + 16)).Store(to + x);
        }
        if (Avx2.IsSupported)
            for (; x < count - Vector256<float>.Count; x += Vector256<float>.Count)
            {
                var mixed = Avx.Shuffle(Vector256.Load(from + 2 * x), Vector256.Load(from + 2 * x + 8), EvenOfBoth);
                Avx2.Permute4x64(mixed.AsDouble(), EvenOfPairs).AsSingle().Store(to + x);
            }
        if (Sse.IsSupported)
            for (; x < count - Vector128<float>.Count; x += Vector128<float>.Count)
                Sse.Shuffle(Vector128.Load(from + 2 * x), Vector128.Load(from + 2 * x + 4), EvenOfBoth).Store(to + x);
        else if (AdvSimd.Arm64.IsSupported)
            for (; x < count - Vector128<float>.Count; x += Vector128<float>.Count)
                AdvSimd.Arm64.UnzipEven(Vector128.Load(from + 2 * x), Vector128.Load(from + 2 * x + 4)).Store(to + x);
        for (; x < count; x++)
            to[x] = from[2 * x];
    }

    // Rows are short: a call for each would take longer than the copy. The last vector overlaps the one before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Copy(float* from, float* to, int count)
    {
        if (count >= Vector256<float>.Count)
        {
            for (int i = 0; i < count - Vector256<float>.Count; i += Vector256<float>.Count)
                Vector256.Load(from + i).Store(to + i);
            Vector256.Load(from + count - Vector256<float>.Count).Store(to + count - Vector256<float>.Count);
        }
        else if (count >= Vector128<float>.Count)
        {
            Vector128.Load(from).Store(to);
            Vector128.Load(from + count - Vector128<float>.Count).Store(to + count - Vector128<float>.Count);
        }
        else
            for (int i = 0; i < count; i++)
                to[i] = from[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Clear(float* to, int count)
    {
        int i = 0;
        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            Vector256<float>.Zero.Store(to + i);
        for (; i < count; i++)
            to[i] = 0;
    }
}
