namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>psnr: 10 log10(peak^2 / mean squared error) in dB, see <see cref="Decibels"/>.</summary>
internal sealed class PeakSignalToNoise(double peak) : ISampleFigure
{
    private readonly SquaredError _error = new();

    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted) => Decibels.Of(peak * peak, _error.Of(output, wanted));
}
