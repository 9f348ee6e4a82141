using Microsoft.ML.OnnxRuntime;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

/// <summary>Runs of <see cref="TinySparse"/> on one image that copy nothing between .NET and the runtime.</summary>
internal sealed class BoundSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _x = OrtValue.CreateTensorValueFromMemory(new float[144], [1, 4, 6, 6]);
    private readonly OrtValue _y = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);

    public BoundSession(InferenceSession session)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        _binding.BindInput("x", _x);
        _binding.BindOutput("y", _y);
    }

    public void Run(int times)
    {
        for (int run = 0; run < times; run++)
            _session.RunWithBinding(_runOptions, _binding);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _x.Dispose();
        _y.Dispose();
        _runOptions.Dispose();
    }
}
