using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Tests;

/// <summary>Expects one clear coded error.</summary>
internal static class Faults
{
    public static Diagnostic One(string code, Func<object?> act)
    {
        var diagnostic = Assert.Single(Assert.Throws<PruneOnBuildException>(act).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.DoesNotContain('\n', diagnostic.Message);
        return diagnostic;
    }
}
