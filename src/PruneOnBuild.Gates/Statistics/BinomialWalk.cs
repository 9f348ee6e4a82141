namespace PruneOnBuild.Gates.Statistics;

/// <summary>P(X &lt;= k) of a binomial number of which k and the trials move by little at a time: each step costs a term, not a sum.</summary>
internal sealed class BinomialWalk(int successes, int trials, double chance)
{
    private int _successes = successes;
    private int _trials = trials;
    private double _term = Binomial.Exactly(successes, trials, chance);

    public double AtMost { get; private set; } = Binomial.AtMost(successes, trials, chance);

    /// <summary>Another that stands at the same place.</summary>
    public BinomialWalk Copy() => (BinomialWalk)MemberwiseClone();

    public void MoveTo(int successes, int trials)
    {
        // A term that is 0 has no neighbours to tell of, and beyond the last one there are none.
        if (_term == 0 || _successes == _trials || successes < 0 || successes >= trials || chance == 1)
        {
            (_successes, _trials) = (successes, trials);
            (_term, AtMost) = (Binomial.Exactly(successes, trials, chance), Binomial.AtMost(successes, trials, chance));
            return;
        }

        var odds = chance / (1 - chance);
        for (; _trials > trials; _trials--)
        {
            _term *= (_trials - _successes) / (_trials * (1 - chance));
            AtMost += chance * _term;
        }
        for (; _successes > successes; _successes--)
        {
            AtMost -= _term;
            _term *= _successes / ((_trials - _successes + 1) * odds);
        }
        for (; _trials < trials; _trials++)
        {
            AtMost -= chance * _term;
            _term *= (_trials + 1) * (1 - chance) / (_trials + 1 - _successes);
        }
        for (; _successes < successes; _successes++)
        {
            _term *= (_trials - _successes) * odds / (_successes + 1);
            AtMost += _term;
        }
    }
}
