namespace PruneOnBuild.Reports.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(268_336, "268,336")]
    [InlineData(9_999_999, "9,999,999")]
    [InlineData(40_551_000, "40.55 M")]
    [InlineData(4_089_000_000, "4089.00 M")]
    [InlineData(15_470_000_000, "15.47 G")]
    public void Count_KeepsFourDigitsOrAll(long value, string text) => Assert.Equal(text, Figures.Count(value));

    [Theory]
    [InlineData(-0.006, "-0.60 points")]
    [InlineData(0.012, "+1.20 points")]
    [InlineData(0, "0.00 points")]
    [InlineData(-0.00001, "0.00 points")]
    public void Change_HasASign_UnlessNothingChanged(double value, string text) => Assert.Equal(text, Figures.Change(value));

    [Theory]
    [InlineData(0.5, "0.50x")]
    [InlineData(1.684, "1.68x")]
    [InlineData(0.0421, "0.042x")]
    [InlineData(0, "0.00x")]
    public void Times_HasTwoDecimals_OrThreeWhereTwoSayLittle(double value, string text) => Assert.Equal(text, Figures.Times(value));

    [Fact]
    public void Percent_HasTwoDecimals() => Assert.Equal("85.50 %", Figures.Percent(0.855));

    [Fact]
    public void Seconds_HaveOneDecimal() => Assert.Equal("12.3 s", Figures.Seconds(12.345));
}
