namespace PruneOnBuild.Runtime.Tests;

public class CpuQuotaTests
{
    [Fact]
    public void Version2_TakesTheLeastOfAllGroupsAbove() => Assert.Equal(1.5, Of(new()
    {
        ["/proc/self/cgroup"] = "0::/pods/a/b\n",
        ["/sys/fs/cgroup/pods/a/b/cpu.max"] = "400000 100000\n",
        ["/sys/fs/cgroup/pods/a/cpu.max"] = "max 100000\n",
        ["/sys/fs/cgroup/pods/cpu.max"] = "150000 100000\n",
    }));

    [Fact]
    public void Version1_DividesQuotaByPeriod() => Assert.Equal(0.5, Of(new()
    {
        ["/proc/self/cgroup"] = "11:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n",
        ["/sys/fs/cgroup/cpu/docker/x/cpu.cfs_quota_us"] = "50000\n",
        ["/sys/fs/cgroup/cpu/docker/x/cpu.cfs_period_us"] = "100000\n",
    }));

    // A container sees its own group as the root.
    [Fact]
    public void InAContainer_TheRootsCounts() => Assert.Equal(2, Of(new()
    {
        ["/proc/self/cgroup"] = "0::/\n",
        ["/sys/fs/cgroup/cpu.max"] = "200000 100000\n",
    }));

    [Theory]
    [InlineData("max 100000")]
    [InlineData("nonsense")]
    [InlineData("0 100000")]
    public void None_IsNull(string max) => Assert.Null(Of(new() { ["/proc/self/cgroup"] = "0::/\n", ["/sys/fs/cgroup/cpu.max"] = max }));

    [Fact]
    public void OtherSystems_HaveNone() => Assert.Null(Of([]));

    private static double? Of(Dictionary<string, string> files) => CpuQuota.OfThisProcess(path => files.GetValueOrDefault(path));
}
