using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using PruneOnBuild.Runtime.Devices;

namespace PruneOnBuild.Runtime;

/// <summary>What a time measured here depends on. Times are compared only under equal fingerprints.</summary>
/// <param name="Cpu">The processor's name as the operating system gives it.</param>
/// <param name="Cores">Logical cores that this process may use.</param>
/// <param name="System">Operating system and architecture, such as <c>linux-x64</c>.</param>
/// <param name="OnnxRuntime">Version of the native library.</param>
/// <param name="Provider">Execution provider in short form.</param>
/// <param name="Runner">PRUNEONBUILD_RUNNER where it is set, else the host name: the name that absolute limits are bound to.</param>
public sealed record MachineFingerprint(string Cpu, int Cores, string System, string OnnxRuntime, string Provider, string Runner)
{
    /// <summary>The provider's name where a program of the user's ran the model, not the runtime here.</summary>
    private const string RunnerProvider = "runner";

    /// <summary>What the model ran on: a graphics device, or the target of a runner; null: the CPU, or the system does not tell.</summary>
    public string? Device { get; init; }

    /// <summary>CPUs' worth of time that a container's quota allows, above 0; null: no quota.</summary>
    public double? CpuQuota { get; init; }

    /// <summary>How the system sets the clock of the first core, such as <c>performance</c> or <c>powersave</c>; null: it does not say.</summary>
    public string? Governor { get; init; }

    /// <summary>The environment variable that names this machine where host names change.</summary>
    public const string RunnerVariable = "PRUNEONBUILD_RUNNER";

    /// <summary>The runner's name of this machine.</summary>
    public static string CurrentRunner =>
        Environment.GetEnvironmentVariable(RunnerVariable) is { Length: > 0 } name ? name : Environment.MachineName;

    /// <summary>What of a fingerprint is known without loading the native library.</summary>
    public static string Hardware =>
        FormattableString.Invariant($"{CpuName()}, {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}, {CurrentRunner}");

    public static MachineFingerprint Current(SessionSettings settings) => new(
        CpuName(),
        Environment.ProcessorCount,
        RuntimeInformation.RuntimeIdentifier,
        OnnxEnvironment.Instance.GetVersionString(),
        settings.ProviderName,
        CurrentRunner)
    {
        Device = settings.Provider == "webgpu" ? VulkanDevices.Preferred() : null,
        CpuQuota = Runtime.CpuQuota.OfThisProcess(LinuxFiles.Read),
        Governor = LinuxFiles.Read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")?.Trim(),
    };

    /// <summary>Of times that a runner took on hardware elsewhere, of which nothing but its name is known here.</summary>
    public static MachineFingerprint Elsewhere(string device) => new("", 0, "", "", RunnerProvider, device) { Device = device };

    /// <summary>Whether a runner took the times, on hardware elsewhere.</summary>
    [JsonIgnore]
    public bool IsElsewhere => Provider == RunnerProvider;

    private static string CpuName()
    {
        if (OperatingSystem.IsLinux())
            return LinuxCpuName(File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo") : []);
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>x64 kernels print "model name"; arm64 ones print part numbers only.</summary>
    internal static string LinuxCpuName(IEnumerable<string> lines)
    {
        var facts = lines.TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2)).Where(fact => fact.Length == 2)
            .ToLookup(fact => fact[0].Trim(), fact => fact[1].Trim());
        return facts["model name"].FirstOrDefault()
            ?? (facts["CPU part"].FirstOrDefault() is { } part
                ? $"{RuntimeInformation.ProcessArchitecture} {facts["CPU implementer"].FirstOrDefault()} {part}"
                : RuntimeInformation.ProcessArchitecture.ToString());
    }
}
