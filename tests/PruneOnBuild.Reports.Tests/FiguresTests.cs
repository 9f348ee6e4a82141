namespace PruneOnBuild.Reports.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(268_336, "268,336")]
    [InlineData(9_999_999, "9,999,999")]
    [InlineData(40_551_000, "40.55 M")]
    [InlineData(4_089_000_000, "4089.0 M")]
    [InlineData(15_470_000_000, "15.47 G")]
    public void Count_KeepsFourDigitsOrAll(long value, string text) => Assert.Equal(text, Figures.Count(value));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_000, "1.000 KB")]
    [InlineData(1_092_345, "1.092 MB")]
    [InlineData(560_123, "560.1 KB")]
    [InlineData(2_500_000_000, "2.500 GB")]
    public void Bytes_AreDecimal_AsInThePolicy(long value, string text) => Assert.Equal(text, Figures.Bytes(value));

    [Theory]
    [InlineData(0.0123, "0.0123 ms")]
    [InlineData(3.2144, "3.214 ms")]
    [InlineData(32.144, "32.14 ms")]
    [InlineData(321.44, "321.4 ms")]
    public void Milliseconds_KeepFourDigits(double value, string text) => Assert.Equal(text, Figures.Milliseconds(value));

    [Theory]
    [InlineData(-0.006, "-0.60 points")]
    [InlineData(0.012, "+1.20 points")]
    [InlineData(0, "0.00 points")]
    [InlineData(-0.00001, "0.00 points")]
    public void Points_HaveASign_UnlessNothingChanged(double value, string text) => Assert.Equal(text, Figures.Points(value));

    [Fact]
    public void Percent_HasTwoDecimals() => Assert.Equal("85.50 %", Figures.Percent(0.855));

    [Theory]
    [InlineData(0.497, "0.497x")]
    [InlineData(1.684, "1.684x")]
    [InlineData(0.04, "0.0400x")]
    public void Times_SaysAMultiple(double value, string text) => Assert.Equal(text, Figures.Times(value));

    [Theory]
    [InlineData(0.0000123, "1.23e-05")]
    [InlineData(0.25, "0.25")]
    public void Plain_HasThreeDigits(double value, string text) => Assert.Equal(text, Figures.Plain(value));
}
