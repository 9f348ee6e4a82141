using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real.Words;

/// <summary>Words whose whole pronunciation is right, by greedy decoding. Calibrated on steps of the dense model in other words.</summary>
internal sealed class WordTask : IRealTask
{
    /// <summary>Of three words one calibrates, up to so many, and one is judged.</summary>
    private const int Every = 3;
    private const int Calibrating = 300;

    /// <summary>A model that never goes on to the next letter must end too.</summary>
    private const int MostPhonemesPerLetter = 4;

    private readonly Pronunciation[] _evaluation;

    public WordTask(string shared, ModelSession dense)
    {
        var words = Spelling.Read(Path.Combine(shared, "data", "cmudict", "words.txt")).ToArray();
        Pronunciation[] Part(int which) => [.. words.Where((_, index) => index % Every == which)];
        _evaluation = Part(0);
        Calibration = StoredFeeds.Of(dense, Part(1).Take(Calibrating).Select((word, index) => Steps(dense, word.Word) is var steps ? steps[index % steps.Count] : null!));
    }

    public string Measured => RealFigures.Measured("exact", _evaluation.Length, "words");

    public SampleSet Calibration { get; }

    public double Score(ModelSession dense, ModelSession pruned) =>
        _evaluation.Count(word => Decode(pruned, word.Word).SequenceEqual(word.Phonemes)) / (double)_evaluation.Length;

    public string Text(double score) => RealFigures.Percent(score);

    private static List<IReadOnlyDictionary<string, Tensor>> Steps(ModelSession model, string word)
    {
        var steps = new List<IReadOnlyDictionary<string, Tensor>>();
        Decode(model, word, steps.Add);
        return steps;
    }

    private static IEnumerable<int> Decode(ModelSession model, string word, Action<IReadOnlyDictionary<string, Tensor>>? onStep = null)
    {
        var source = Tensor.Of(Spelling.Letters(word), 1, word.Length);
        var said = new List<int> { Spelling.Next };
        for (var letter = 0; letter < word.Length && said.Count <= word.Length * MostPhonemesPerLetter;)
        {
            var feed = new Dictionary<string, Tensor>
            {
                ["src"] = source,
                ["tgt"] = Tensor.Of(said.ToArray(), 1, said.Count),
                ["t"] = Tensor.Of([letter], 1),
            };
            onStep?.Invoke(feed);
            var next = (int)model.Run(feed)[0].Floats()[0];
            if (next == Spelling.Next) letter++;
            else said.Add(next);
        }

        return said.Skip(1);
    }
}
