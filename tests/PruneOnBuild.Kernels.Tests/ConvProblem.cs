using PruneOnBuild.Kernels.Conv;

namespace PruneOnBuild.Kernels.Tests;

/// <summary>A random convolution with its plain result.</summary>
internal sealed class ConvProblem
{
    private readonly int _seed;
    private readonly float[] _dense;

    /// <param name="isDepthwise">Each group has one input channel and few outputs.</param>
    public ConvProblem(int seed, bool isDepthwise = false)
    {
        _seed = seed;
        var random = new Random(seed);
        int groups = random.Next(4) == 0 ? random.Next(2, 4) : 1;
        bool pointwise = random.Next(3) == 0;
        Geometry = new()
        {
            Groups = groups,
            KernelHeight = pointwise ? 1 : random.Next(1, 4),
            KernelWidth = pointwise ? 1 : random.Next(1, 4),
            StrideY = random.Next(1, 4), StrideX = random.Next(1, 4),
            DilationY = random.Next(1, 3), DilationX = random.Next(1, 3),
            PadTop = random.Next(3), PadLeft = random.Next(3), PadBottom = random.Next(3), PadRight = random.Next(3),
        };
        if (random.Next(2) == 0)
            Geometry = Geometry with { StrideY = 1, StrideX = 1, DilationY = 1, DilationX = 1 };
        if (pointwise && random.Next(3) > 0)
            Geometry = Geometry with { StrideY = 1, StrideX = 1, PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0 };
        (Batch, Height, Width) = (random.Next(1, 3), random.Next(5, 20), random.Next(5, 36));
        (Outputs, Inputs) = (random.Next(1, random.Next(4) == 0 ? 70 : 20) * groups, random.Next(1, 24) * groups);
        if (isDepthwise)
        {
            Inputs = groups = random.Next(2, 12);
            Outputs = groups * random.Next(1, 4);
            Geometry = Geometry with { Groups = groups };
            Width = random.Next(5, 80);
        }
        Columns = Inputs / groups * Geometry.KernelHeight * Geometry.KernelWidth;
        int blockRows = Some.BlockRows(random);
        _dense = Some.Matrix(random, Outputs, Columns, blockRows, Some.Sparsity(random));
        Weights = SparseWeights.FromDense(_dense, Outputs, Columns, blockRows);
        Bias = random.Next(3) == 0 ? [] : Some.Floats(random, Outputs);
        Activation = Some.Activation(random);
        Input = Some.Floats(random, (long)Batch * Inputs * Height * Width);
        Residual = random.Next(2) == 0 ? null : Some.Floats(random, OutputLength);
        Name = $"seed {seed}{(isDepthwise ? ", depthwise" : "")}: {Outputs} x {Inputs} @ {Batch} x {Height} x {Width}, blocks of {blockRows}, {Geometry}";
    }

    public string Name { get; }

    public ConvGeometry Geometry { get; }

    public int Batch { get; }

    public int Height { get; }

    public int Width { get; }

    public int Outputs { get; }

    public int Inputs { get; }

    public int Columns { get; }

    public SparseWeights Weights { get; }

    public float[] Bias { get; }

    public SparseActivation Activation { get; }

    public float[] Input { get; }

    public float[]? Residual { get; }

    public int OutputLength => Batch * Outputs * Geometry.OutputHeight(Height) * Geometry.OutputWidth(Width);

    /// <summary>Odd seeds are cut into panels and blocks far smaller than they would be by themselves.</summary>
    public SparseConv Kernel(InstructionSet? set)
    {
        var tuning = ConvTuning.For(Weights, Geometry);
        if (_seed % 2 == 0)
            return new(Weights, Bias, Geometry, Activation, set);
        return new(Weights, Bias, Geometry, Activation, set, null, tuning with
        {
            TileVectors = 1 + _seed / 2 % 6, BlockBytes = 4096 * (_seed % 4), PanelRows = 16, Reading = (_seed % 3) switch { 0 => Reading.Planes, 1 => Reading.Shifts, _ => Reading.PackedPlanes },
        });
    }

    /// <summary>Summed in float64.</summary>
    public double[] Expected()
    {
        var (g, expected, at) = (Geometry, new double[OutputLength], 0);
        int perGroup = Inputs / g.Groups, area = g.KernelHeight * g.KernelWidth;
        for (int n = 0; n < Batch; n++)
            for (int m = 0; m < Outputs; m++)
                for (int y = 0; y < g.OutputHeight(Height); y++)
                    for (int x = 0; x < g.OutputWidth(Width); x++, at++)
                    {
                        double sum = (Bias.Length > 0 ? Bias[m] : 0) + (Residual?[at] ?? 0);
                        for (int column = 0; column < Columns; column++)
                        {
                            int iy = y * g.StrideY - g.PadTop + column % area / g.KernelWidth * g.DilationY;
                            int ix = x * g.StrideX - g.PadLeft + column % g.KernelWidth * g.DilationX;
                            int channel = m / (Outputs / g.Groups) * perGroup + column / area;
                            if ((uint)iy < (uint)Height && (uint)ix < (uint)Width)
                                sum += (double)_dense[m * Columns + column] * Input[((n * Inputs + channel) * Height + iy) * Width + ix];
                        }
                        expected[at] = Math.Min(Math.Max(sum, Activation.Least), Activation.Most);
                    }
        return expected;
    }
}
