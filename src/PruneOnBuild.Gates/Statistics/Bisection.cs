namespace PruneOnBuild.Gates.Statistics;

internal static class Bisection
{
    private const int Steps = 45;

    /// <summary>
    /// Where <paramref name="holds"/> ends on the way from <paramref name="far"/>, where it does, to <paramref name="near"/>, where it does not: the
    /// last place at which it was seen to hold.
    /// </summary>
    public static double Boundary(double far, double near, Func<double, bool> holds)
    {
        for (var step = 0; step < Steps && far != near; step++)
        {
            var middle = (far + near) / 2;
            if (holds(middle))
                far = middle;
            else
                near = middle;
        }

        return far;
    }
}
