using PruneOnBuild.Gates.Accuracy.Classes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>
/// exactMatch: a sample is right where all its tokens are the labels', else the dense model's. Scores of the last axis become the best token.
/// Only where a padding token is declared may lengths differ, by padding at the end.
/// </summary>
/// <param name="classes">Scores for each token; 1: the output holds the tokens themselves.</param>
/// <param name="output">Position of the judged output among the model's.</param>
/// <param name="data">Where the labels came from.</param>
internal sealed class ExactMatchMetric(int samples, SampleLabels? labels, int? padding, int classes, int output, SourceLocation data) : IMetric
{
    private readonly (int Equal, bool IsRight)[] _answers = new (int, bool)[samples];

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        var wanted = labels is null ? default : labels.ValuesOf(sample, output);
        var right = wanted.IsEmpty ? Tokens(dense.Values) : wanted.ToArray();
        var tokens = Tokens(given.Values);
        if (padding is null && right.Length != tokens.Length)
            throw RuntimeErrors.LabelLength(data, sample, right.Length, tokens.Length);
        var ours = Unpadded(tokens);
        var theirs = Unpadded(right);
        var equal = ours.CommonPrefixLength(theirs);
        _answers[sample] = (equal, ours.Length == theirs.Length && equal == ours.Length);
    }

    public double Of(ReadOnlySpan<int> draws) => DrawnMean.Of(draws, sample => _answers[sample].IsRight ? 1 : 0);

    /// <summary>Tokens that are right before the first that is wrong.</summary>
    public SampleAnswer AnswerOn(int sample) => new(_answers[sample].Equal, _answers[sample].Equal, _answers[sample].IsRight);

    private float[] Tokens(ReadOnlySpan<float> values)
    {
        if (classes == 1)
            return values.ToArray();
        var tokens = new float[values.Length / classes];
        for (var position = 0; position < tokens.Length; position++)
            tokens[position] = ClassRank.Best(values.Slice(position * classes, classes));
        return tokens;
    }

    private ReadOnlySpan<float> Unpadded(float[] tokens) => padding is { } token ? tokens.AsSpan().TrimEnd((float)token) : tokens;
}
