using System.Globalization;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>Lets one gate of a baseline be missed for a while.</summary>
/// <param name="Model">As the baseline names it.</param>
/// <param name="Gate">One of <see cref="BaselineGates"/>.</param>
/// <param name="Reason">For those who read it later.</param>
/// <param name="Expires">The last day, such as <c>2027-03-31</c>.</param>
internal sealed record Suppression(string Model, string Gate, string Reason, string Expires)
{
    /// <summary>The last day on which it holds, in UTC; null where it is no date.</summary>
    public DateOnly? LastDay => DateOnly.TryParseExact(Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : null;

    public bool IsExpired(DateOnly today) => LastDay is not { } last || today > last;
}
