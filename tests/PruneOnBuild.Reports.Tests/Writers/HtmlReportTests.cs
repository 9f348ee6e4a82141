using System.Globalization;
using System.Xml.Linq;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports.Html;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Reports.Tests.Writers;

/// <summary>report.html: one file that loads nothing, and whose pictures say what the numbers say.</summary>
public sealed class HtmlReportTests
{
    public static TheoryData<string> Reports => ["structured", "sparse", "hostile", "unmeasured"];

    [Theory]
    [MemberData(nameof(Reports))]
    public void Body_IsWellFormed_LoadsNothing_RunsNothing(string report)
    {
        string page = HtmlReport.Write(Of(report));
        var body = XDocument.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</body>", StringComparison.Ordinal)]);
        Assert.Empty(body.Descendants("script"));
        Assert.DoesNotContain(body.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryVerdict_HasACard_AndWhatDidNotPassItsMessage()
    {
        string page = HtmlReport.Write(Some.StructuredReport);
        Assert.All(Some.StructuredReport.Verdicts, verdict =>
        {
            Assert.Contains($"<h3>{verdict.Gate}</h3>", page, StringComparison.Ordinal);
            Assert.Equal(verdict.Outcome != VerdictOutcome.Pass, page.Contains(verdict.Message, StringComparison.Ordinal));
        });
    }

    /// <summary>What passes lies on the green side of the threshold, what fails on the other.</summary>
    [Theory]
    [InlineData("at least 1.50x", 1.7, 1.5, true)]
    [InlineData("at least 1.50x", 1.3, 1.5, false)]
    [InlineData("at most 700 KB", 600, 700, true)]
    [InlineData("at most 700 KB", 800, 700, false)]
    public void Gauge_ShowsTheSide(string required, double actual, double threshold, bool passes)
    {
        var outcome = passes ? VerdictOutcome.Pass : VerdictOutcome.Fail;
        var verdict = new Verdict("gate", outcome, actual, threshold, "actual", required, "message", new SourceLocation("prune.yaml", 1, 1), "POB4001")
        {
            Interval = new Interval(actual - 0.05, actual, actual + 0.05, 0.95),
        };
        var svg = XElement.Parse(Gauge.Draw(verdict));
        var good = svg.Elements("rect").Single(rect => (string?)rect.Attribute("class") == "good");
        double from = Number(good, "x");
        double at = Number(svg.Element("circle")!, "cx");
        Assert.Equal(passes, at >= from && at <= from + Number(good, "width"));
        Assert.Equal(Number(svg.Element("line")!, "x1"), required.StartsWith("at least", StringComparison.Ordinal) ? from : from + Number(good, "width"));
    }

    [Fact]
    public void NothingMeasured_HasNoGauge()
    {
        var verdict = Some.StructuredReport.Verdicts[0] with { Actual = null, Outcome = VerdictOutcome.Fail };
        Assert.Equal("", Gauge.Draw(verdict));
    }

    /// <summary>A density integrates to one, and lies where its times lie.</summary>
    [Fact]
    public void Density_IsADensity()
    {
        var density = new Density([1, 1.1, 1.2, 1.3, 5]);
        const double Step = 0.001;
        double sum = 0;
        for (double log = -3; log < 5; log += Step)
            sum += density.At(Math.Exp(log)) * Step;
        Assert.Equal(1, sum, 3);
        Assert.True(density.At(1.15) > density.At(5) && density.At(5) > density.At(3));
    }

    private static Report Of(string report) => report switch
    {
        "structured" => Some.StructuredReport,
        "sparse" => Some.SparseReport,
        "hostile" => Some.StructuredReport with
        {
            Model = Some.StructuredReport.Model with { Path = "a<script>alert('x')</script>&\"b\".onnx" },
            Warnings = [Diagnostic.Warning("POB3007", new SourceLocation("prune.yaml", 1, 1), "</li></main><img src=x onerror=y>")],
        },
        _ => Some.StructuredReport with
        {
            Verdicts = [Some.StructuredReport.Verdicts[0] with { Actual = null }, Some.StructuredReport.Verdicts[1] with { Actual = double.NaN, ActualText = "nothing" }],
            Latency = Some.StructuredReport.Latency with
            {
                Speedup = new Interval(double.NegativeInfinity, 1.6, double.PositiveInfinity, 0.95), DenseMs = [], PrunedMs = [],
            },
        },
    };

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
