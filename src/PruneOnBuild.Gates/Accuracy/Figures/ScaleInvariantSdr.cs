namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>
/// siSdr in dB: the wanted signal, scaled to fit the output best, against what is left (Le Roux et al. 2019, arXiv:1811.02508; the mean is not
/// taken off). -100 where the wanted signal is silent, see <see cref="Decibels"/>.
/// </summary>
internal sealed class ScaleInvariantSdr : ISampleFigure
{
    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted)
    {
        double product = 0, power = 0;
        for (var index = 0; index < output.Length; index++)
        {
            product += (double)output[index] * wanted[index];
            power += (double)wanted[index] * wanted[index];
        }

        if (power == 0)
            return -Decibels.Most;
        var scale = product / power;
        double signal = 0, noise = 0;
        for (var index = 0; index < output.Length; index++)
        {
            var target = scale * wanted[index];
            signal += target * target;
            noise += (output[index] - target) * (output[index] - target);
        }

        return signal == 0 ? -Decibels.Most : Decibels.Of(signal, noise);
    }
}
