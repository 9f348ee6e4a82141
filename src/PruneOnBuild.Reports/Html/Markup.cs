using System.Globalization;
using System.Net;

namespace PruneOnBuild.Reports.Html;

/// <summary>Words and numbers as HTML and SVG want them.</summary>
internal static class Markup
{
    /// <summary>Text that means nothing but itself, also inside an attribute in double quotes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A length in a drawing, to a hundredth of a pixel.</summary>
    public static string Px(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share as a length in per cent, in [0, 100].</summary>
    public static string Share(double share) => Px(100 * Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1)) + "%";
}
