using PruneOnBuild.Pruning.Saliency;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>Losses measured at a few widths, carried to the others.</summary>
public sealed class LossCurveTests
{
    private static readonly double[] s_errors = [0, 0, 0.1, 0.1, 0.4, 1, 1, 5];

    [Fact]
    public void WithoutMeasurements_TheErrorsAreTheLoss() => Assert.Equal(s_errors, LossCurve.Through(s_errors, new Dictionary<int, double>()));

    [Theory]
    [InlineData("2: 0.01, 4: 0.5, 6: 2")]
    [InlineData("4: 3")]
    [InlineData("1: 0.2, 7: 0.2")]
    [InlineData("7: 0")]
    [InlineData("2: 0.01, 3: 0.5")]
    public void MeasuredPoints_AreMet_AndNothingFalls(string points)
    {
        var measured = Points(points);

        var loss = LossCurve.Through(s_errors, measured);

        Assert.Equal(s_errors.Length, loss.Length);
        Assert.Equal(0, loss[0]);
        Assert.All(measured, point => Assert.Equal(point.Value, loss[point.Key], 1e-9));
        Assert.Equal(loss.Order(), loss);
    }

    [Fact]
    public void PointBelowAnEarlierOne_IsLifted()
    {
        var loss = LossCurve.Through(s_errors, Points("2: 0.5, 5: 0.3"));

        Assert.Equal(0.5, loss[2], 1e-9);
        Assert.Equal(0.5, loss[5], 1e-9);
        Assert.Equal(loss.Order(), loss);
    }

    [Fact]
    public void BeyondTheLastPoint_LossGrowsWithTheError() => Assert.Equal(10, LossCurve.Through(s_errors, Points("5: 2"))[7], 1e-9);

    [Fact]
    public void Between_LossIsAPowerOfTheError()
    {
        // Error 0.1 -> 0.4 -> 1 and loss 1e-4 -> ? -> 1: the exponent is 4.
        Assert.Equal(Math.Pow(0.4, 4), LossCurve.Through(s_errors, Points("2: 1e-4, 5: 1"))[4], 1e-9);
    }

    /// <summary>Asked for or not, what is measured is the same; and nothing is measured before it is needed.</summary>
    [Fact]
    public void OnlyWhatIsAskedFor_IsMeasured()
    {
        var points = Points("2: 0.01, 4: 0.5, 6: 2");
        var asked = new List<int>();
        var curve = new LossCurve(s_errors, points.Keys, gone =>
        {
            asked.Add(gone);
            return points[gone];
        });
        var whole = LossCurve.Through(s_errors, points);

        Assert.Equal(0, curve.At(0));
        Assert.Empty(asked);
        Assert.Equal(whole[1], curve.At(1));
        Assert.Equal([2], asked);
        Assert.Equal(whole[3], curve.At(3));
        Assert.Equal(whole[2], curve.At(2));
        Assert.Equal([2, 4], asked);
        Assert.Equal(whole[7], curve.At(7));
        Assert.Equal([2, 4, 6], asked);
    }

    private static Dictionary<int, double> Points(string points) => points.Split(", ").Select(point => point.Split(": "))
        .ToDictionary(point => int.Parse(point[0], null), point => double.Parse(point[1], System.Globalization.CultureInfo.InvariantCulture));
}
