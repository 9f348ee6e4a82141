namespace PruneOnBuild.Kernels.Conv;

/// <summary>How the input of a convolution is laid out so that every column of its matrix is contiguous along a row of the output: padded,
/// and for strides above 1 taken apart into phases, one for each remainder of y and x by the strides.</summary>
internal sealed class PlaneLayout
{
    private readonly ConvGeometry _geometry;
    private readonly int[] _phaseIndex;

    public PlaneLayout(ConvGeometry geometry, int height, int width)
    {
        _geometry = geometry;
        (InputHeight, InputWidth) = (height, width);
        (OutputHeight, OutputWidth) = (geometry.OutputHeight(height), geometry.OutputWidth(width));
        IsInput = geometry is { KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0 };
        PhaseHeight = OutputHeight + geometry.DilationY * (geometry.KernelHeight - 1) / geometry.StrideY;
        PhaseWidth = OutputWidth + geometry.DilationX * (geometry.KernelWidth - 1) / geometry.StrideX;

        _phaseIndex = new int[geometry.StrideY * geometry.StrideX];
        Array.Fill(_phaseIndex, -1);
        var phases = new List<(int Y, int X)>();
        for (int ky = 0; ky < geometry.KernelHeight; ky++)
            for (int kx = 0; kx < geometry.KernelWidth; kx++)
            {
                var phase = (Y: ky * geometry.DilationY % geometry.StrideY, X: kx * geometry.DilationX % geometry.StrideX);
                ref int index = ref _phaseIndex[phase.Y * geometry.StrideX + phase.X];
                if (index >= 0)
                    continue;
                index = phases.Count;
                phases.Add(phase);
            }
        Phases = [.. phases];
    }

    public int InputHeight { get; }

    public int InputWidth { get; }

    public int OutputHeight { get; }

    public int OutputWidth { get; }

    public int OutputPixels => OutputHeight * OutputWidth;

    /// <summary>The input itself serves, nothing is copied.</summary>
    public bool IsInput { get; }

    /// <summary>Those that the kernel reads.</summary>
    public (int Y, int X)[] Phases { get; }

    public int PhaseHeight { get; }

    /// <summary>Floats from a row to the next.</summary>
    public int PhaseWidth { get; }

    public int PhaseSize => PhaseHeight * PhaseWidth;

    /// <summary>Floats of one channel: [phases, phase height, phase width].</summary>
    public int ChannelSize => Phases.Length * PhaseSize;

    /// <summary>Floats from the planes' begin to what the output's first pixel reads.</summary>
    /// <param name="column">Of the weights' matrix: channel, ky, kx.</param>
    public int ColumnOffset(int column)
    {
        var g = _geometry;
        int area = g.KernelHeight * g.KernelWidth;
        int y = column % area / g.KernelWidth * g.DilationY, x = column % g.KernelWidth * g.DilationX;
        int phase = _phaseIndex[y % g.StrideY * g.StrideX + x % g.StrideX];
        return column / area * ChannelSize + phase * PhaseSize + y / g.StrideY * PhaseWidth + x / g.StrideX;
    }

    /// <summary>Copies one channel into its phases.</summary>
    public unsafe void Fill(float* channel, float* planes)
    {
        for (int p = 0; p < Phases.Length; p++)
            for (int y = 0; y < PhaseHeight; y++)
                FillRow(channel, Phases[p].X, y * _geometry.StrideY + Phases[p].Y - _geometry.PadTop, planes + p * PhaseSize + y * PhaseWidth);
    }

    private unsafe void FillRow(float* channel, int phaseX, int inputY, float* row)
    {
        var all = new Span<float>(row, PhaseWidth);
        if ((uint)inputY >= (uint)InputHeight)
        {
            all.Clear();
            return;
        }
        float* from = channel + (nint)inputY * InputWidth;
        int shift = phaseX - _geometry.PadLeft, stride = _geometry.StrideX;
        // x stride + shift lies within the row from first to end.
        int first = Math.Clamp((-shift + stride - 1) / stride, 0, PhaseWidth);
        int end = Math.Clamp((InputWidth - shift + stride - 1) / stride, first, PhaseWidth);
        all[..first].Clear();
        if (stride == 1)
            new ReadOnlySpan<float>(from + first + shift, end - first).CopyTo(all[first..]);
        else
            for (int x = first; x < end; x++)
                row[x] = from[x * stride + shift];
        all[end..].Clear();
    }
}
