using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv.Depthwise;

/// <summary>A convolution whose groups have one input channel each: channels are computed one by one, and what is zero in a kernel is skipped.</summary>
/// <remarks>Such layers are hardly ever pruned; but between sparse ones they are faster here than in the runtime, which would reorder the pixels
/// before and behind them.</remarks>
internal sealed unsafe class DepthwiseProduct : IConvProduct
{
    /// <summary>As many outputs of a channel are better computed together.</summary>
    private const int ManyOutputs = 4;

    /// <summary>Pieces for each worker, so that one who comes late does fewer.</summary>
    private const int PiecesOfWorker = 4;

    private readonly int _channels;
    private readonly int _multiplier;
    private readonly SparseActivation _activation;
    private readonly InstructionSet _set;
    private readonly int[] _starts;
    private readonly NativeArray<float> _weights;
    private readonly NativeArray<float> _bias;
    private readonly ConvPlans<DepthwisePlan> _plans;
    private readonly ScratchPool _planes = new();
    private readonly Dispatch _dispatch;

    public DepthwiseProduct(SparseWeights weights, ReadOnlySpan<float> bias, ConvGeometry geometry, SparseActivation activation, InstructionSet set)
    {
        (_channels, _multiplier) = (geometry.Groups, weights.Rows / geometry.Groups);
        (_activation, _set) = (activation, set);
        var (values, taps) = (new List<float>(), new List<int>());
        _starts = new int[weights.Rows + 1];
        for (int row = 0; row < weights.Rows; row++)
        {
            int block = row / weights.BlockRows;
            for (int i = weights.Starts[block]; i < weights.Starts[block + 1]; i++)
                if (weights.Values[i * weights.BlockRows + row % weights.BlockRows] is var value && value != 0)
                {
                    values.Add(value);
                    taps.Add(weights.Indices[i]);
                }
            _starts[row + 1] = values.Count;
        }
        _weights = new([.. values]);
        _bias = new(bias.IsEmpty ? new float[weights.Rows] : bias);
        int[] places = [.. taps];
        _plans = new((height, width, _) => new(geometry, height, width, places, set));
        _dispatch = new(this);
    }

    public static bool Serves(SparseWeights weights, ConvGeometry geometry) =>
        geometry.Groups > 1 && weights.Columns == geometry.KernelHeight * geometry.KernelWidth && weights.Rows < ManyOutputs * geometry.Groups;

    public void Run(float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers)
    {
        int index = _plans.IndexOf(height, width, workers: 1);
        nint inputSize = (nint)_channels * height * width, outputSize = (nint)_channels * _multiplier * _plans[index].OutputPixels;
        int pieceChannels = workers.Count == 1 ? _channels : Math.Max(1, _channels / (PiecesOfWorker * workers.Count));
        for (int n = 0; n < batch; n++)
        {
            var call = new DepthwiseCall
            {
                Input = input + n * inputSize,
                Residual = residual is null ? null : residual + n * outputSize,
                Output = output + n * outputSize,
                Plan = index,
                PieceChannels = pieceChannels,
            };
            _dispatch.Run(this, (_channels + pieceChannels - 1) / pieceChannels, &call, workers);
        }
    }

    public void RunPiece(void* call, int piece)
    {
        var c = (DepthwiseCall*)call;
        var plan = _plans[c->Plan];
        var kernel = DepthwiseKernels.Of(_set, plan.Lanes);
        float* planes = (float*)_planes.Rent((nuint)plan.Layout.ChannelSize * sizeof(float));
        int end = Math.Min(_channels, (piece + 1) * c->PieceChannels);
        for (int band = 0; band < plan.Bands; band++)
        {
            // The padding is the same for all channels.
            new Span<float>(planes, plan.Layout.ChannelSize).Clear();
            for (int channel = piece * c->PieceChannels; channel < end; channel++)
            {
                plan.Layout.Refill(c->Input + (nint)channel * plan.InputHeight * plan.InputWidth, band * plan.BandRows, planes);
                for (int row = channel * _multiplier; row < (channel + 1) * _multiplier; row++)
                    RunBand(kernel, c, plan, row, band, planes);
            }
        }
        _planes.Return((byte*)planes);
    }

    public void Dispose()
    {
        _weights.Dispose();
        _bias.Dispose();
        _plans.Dispose();
        _planes.Dispose();
        _dispatch.Dispose();
    }

    private void RunBand(delegate*<DepthwisePass*, void> kernel, DepthwiseCall* call, DepthwisePlan plan, int row, int band, float* planes)
    {
        bool isLast = band == plan.Bands - 1;
        nint at = (nint)row * plan.OutputPixels + (nint)band * plan.BandRows * plan.OutputWidth;
        var pass = new DepthwisePass
        {
            Planes = planes,
            Positions = (isLast ? plan.LastPositions : plan.Positions).Pointer,
            Groups = plan.Groups(isLast ? plan.OutputHeight - band * plan.BandRows : plan.BandRows),
            Weights = _weights.Pointer + _starts[row],
            Offsets = plan.Offsets.Pointer + _starts[row],
            Taps = _starts[row + 1] - _starts[row],
            Bias = _bias.Pointer[row],
            Residual = call->Residual is null ? null : call->Residual + at,
            Output = call->Output + at,
            Activation = _activation,
        };
        kernel(&pass);
    }
}
