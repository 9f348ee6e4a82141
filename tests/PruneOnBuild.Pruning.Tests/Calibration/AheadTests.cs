using PruneOnBuild.Pruning.Calibration;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>Values that are made while the one before is used.</summary>
public sealed class AheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void AllCome_InOrder_EachMadeOnce(int count)
    {
        var made = new List<int>();
        int Make(int i)
        {
            made.Add(i);
            return i * i;
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => i * i), Ahead.Of(count, Make));
        Assert.Equal(Enumerable.Range(0, count), made);
    }

    [Fact]
    public void Failure_ComesWithItsOwnType_AndNothingAfterIt()
    {
        var made = new List<int>();
        var values = Ahead.Of(5, i =>
        {
            made.Add(i);
            return i < 2 ? i : throw new FormatException("broken");
        });
        Assert.Throws<FormatException>(() => values.Count());
        Assert.Equal([0, 1, 2], made);
    }

    /// <summary>The next one is being made when the reader stops: it ends before the reader goes on to free what it is made with.</summary>
    [Fact]
    public void WhoStopsEarly_WaitsForTheOneUnderWay()
    {
        var ended = 0;
        _ = Ahead.Of(5, i =>
        {
            Thread.Sleep(20);
            return Interlocked.Increment(ref ended);
        }).First();
        var atStop = ended;
        Thread.Sleep(60);
        Assert.Equal(atStop, ended);
    }
}
