namespace PruneOnBuild.Runtime.Tests;

public class MachineFingerprintTests
{
    [Fact]
    public void LinuxOnX64_NamesTheModel() => Assert.Equal("Fast CPU 9000 @ 3.0GHz", MachineFingerprint.LinuxCpuName(
        ["processor\t: 0", "vendor_id\t: V", "model name\t: Fast CPU 9000 @ 3.0GHz", "", "model name\t: another"]));

    [Fact]
    public void LinuxOnArm_NamesImplementerAndPart() => Assert.EndsWith("0x41 0xd0c", MachineFingerprint.LinuxCpuName(
        ["processor\t: 0", "CPU implementer\t: 0x41", "CPU part\t: 0xd0c"]), StringComparison.Ordinal);

    [Fact]
    public void Current_KnowsTheRuntime()
    {
        var machine = MachineFingerprint.Current(new SessionSettings());
        Assert.Matches(@"^\d+\.\d+", machine.OnnxRuntime);
        Assert.Equal("cpu", machine.Provider);
        Assert.InRange(machine.Cores, 1, 100_000);
    }
}
