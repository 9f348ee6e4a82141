namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>How near one sample's output is to what is wanted.</summary>
internal interface ISampleFigure
{
    /// <summary>Both are finite and equally long, one value or more.</summary>
    double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted);
}
