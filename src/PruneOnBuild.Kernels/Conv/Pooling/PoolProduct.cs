using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv.Pooling;

/// <summary>Pools what a convolution has computed, image by image.</summary>
/// <remarks>As a node of its own between sparse convolutions the runtime would bring the pixels into its blocked layout for it, and back.</remarks>
internal sealed unsafe class PoolProduct : IPieces
{
    /// <summary>Waking a thread takes as long as pooling so many.</summary>
    private const int FewFloats = 1 << 16;

    private readonly MaxPooling _pooling;
    private readonly delegate*<MaxPooling, float*, int, int, float*, float*, void> _kernel;
    private readonly ScratchPool _rows = new();
    private readonly Dispatch _dispatch;

    public PoolProduct(MaxPooling pooling, InstructionSet set)
    {
        _pooling = pooling;
        _kernel = set switch
        {
            InstructionSet.Avx512 => &PoolKernel.Run<Avx512Lanes, Vector512<float>>,
            InstructionSet.Avx2 => &PoolKernel.Run<Avx2Lanes, Vector256<float>>,
            InstructionSet.AdvSimd => &PoolKernel.Run<ArmLanes, Vector128<float>>,
            _ => &PoolKernel.Run<ScalarLanes, FourFloats>,
        };
        _dispatch = new(this);
    }

    public nint OutputPixels(int height, int width) => (nint)_pooling.OutputHeight(height) * _pooling.OutputWidth(width);

    /// <param name="input">[channels, height, width]</param>
    /// <param name="output">[channels, output height, output width]</param>
    public void Run(float* input, int channels, int height, int width, float* output, IWorkers workers)
    {
        int pieces = (int)Math.Min(workers.Count, Math.Max(1, (long)channels * height * width / FewFloats));
        var call = new PoolCall
        {
            Input = input, Output = output, Channels = channels, Height = height, Width = width,
            PieceChannels = (channels + pieces - 1) / pieces,
        };
        _dispatch.Run(this, pieces, &call, workers);
    }

    public void RunPiece(void* call, int piece)
    {
        var c = (PoolCall*)call;
        nint inputSize = (nint)c->Height * c->Width, outputSize = OutputPixels(c->Height, c->Width);
        byte* row = _rows.Rent((nuint)c->Width * sizeof(float));
        int end = Math.Min(c->Channels, (piece + 1) * c->PieceChannels);
        for (int channel = piece * c->PieceChannels; channel < end; channel++)
            _kernel(_pooling, c->Input + channel * inputSize, c->Height, c->Width, (float*)row, c->Output + channel * outputSize);
        _rows.Return(row);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _dispatch.Dispose();
    }
}
