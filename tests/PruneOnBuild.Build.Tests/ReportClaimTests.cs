using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Tasks;

namespace PruneOnBuild.Build.Tests;

public sealed class ReportClaimTests
{
    private readonly string _folder = Path.Combine(PackedPackage.TestRun, Guid.NewGuid().ToString("N"));

    [Fact]
    public void OneOfManyAskersTakesIt()
    {
        var claim = ReportClaim.NewPath(_folder);
        var taken = 0;
        Parallel.For(0, 64, _ =>
        {
            if (ReportClaim.Take(claim))
                Interlocked.Increment(ref taken);
        });
        Assert.Equal(1, taken);
    }

    [Fact]
    public void EachRunHasItsOwn()
    {
        Assert.True(ReportClaim.Take(ReportClaim.NewPath(_folder)));
        Assert.True(ReportClaim.Take(ReportClaim.NewPath(_folder)));
        ReportClaim.DeleteOld(_folder);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void WhereNoClaimCanBeWritten_EveryAskerReports()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var claim = ReportClaim.NewPath(Path.Combine(_folder, "file", "below"));
        Assert.True(ReportClaim.Take(claim));
        Assert.True(ReportClaim.Take(claim));
    }
}
