namespace PruneOnBuild.Gates.Statistics;

internal static class Factorial
{
    private const int FewestByStirling = 16;

    private static readonly double[] s_small = Small();

    /// <summary>ln n!, to rounding: a table, and Stirling's series from 16 on (Abramowitz and Stegun 6.1.41).</summary>
    public static double Logarithm(int number)
    {
        if (number < FewestByStirling)
            return s_small[number];
        var x = number + 1.0;
        var square = 1 / (x * x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI)
            + (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x;
    }

    private static double[] Small()
    {
        var logarithms = new double[FewestByStirling];
        for (var number = 2; number < FewestByStirling; number++)
            logarithms[number] = logarithms[number - 1] + Math.Log(number);
        return logarithms;
    }
}
