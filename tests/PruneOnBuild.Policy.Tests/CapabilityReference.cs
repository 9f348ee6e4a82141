using System.Globalization;
using System.Text;
using PruneOnBuild.Policy.Capabilities;

namespace PruneOnBuild.Policy.Tests;

/// <summary>The table in docs/hardware.md, from the capability records.</summary>
internal static class CapabilityReference
{
    private const string Begin = "<!-- capabilities: made from the records by PolicyDocsTests, do not edit -->";
    private const string End = "<!-- end of capabilities -->";

    /// <summary>The page with its table replaced.</summary>
    public static string Into(string page)
    {
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = page.IndexOf(End, StringComparison.Ordinal);
        return $"{page[..from]}\n\n{Table()}\n{page[to..]}";
    }

    private static string Table()
    {
        var text = new StringBuilder("| Provider | Pattern | Zeros from | Weights | Channels | Option | Why |\n|---|---|---|---|---|---|---|\n");
        foreach (var capability in SparseCapabilities.All)
        {
            if (capability.Gains.IsEmpty)
                text.Append(CultureInfo.InvariantCulture, $"| `{capability.Provider}` | none | | | | | {Why(capability.Evidence)} |\n");
            foreach (var gain in capability.Gains)
                text.Append(Row(capability.Provider, gain));
        }
        return text.ToString();
    }

    private static string Row(string provider, SparseGain gain)
    {
        var device = gain.Device is { } named ? $" on {named}" : "";
        var least = (gain.LeastSparsity * 100).ToString(CultureInfo.InvariantCulture);
        var channels = (gain.InputMultiple, gain.OutputMultiple) switch
        {
            (1, 1) => "",
            (var input, 1) => $"inputs in multiples of {input}",
            var (input, output) => $"inputs in multiples of {input}, outputs of {output}",
        };
        var option = gain.Option is { } set ? $"`{set}`" : "";
        return $"| `{provider}`{device} | `{gain.Patterns}` | {least} % | {string.Join(", ", gain.Types.Select(type => type.Word()))} "
            + $"| {channels} | {option} | {Why(gain.Evidence)} |\n";
    }

    private static string Why(Evidence evidence) => $"{char.ToUpperInvariant(evidence.Says[0])}{evidence.Says[1..]}. *{evidence.Source}*";
}
