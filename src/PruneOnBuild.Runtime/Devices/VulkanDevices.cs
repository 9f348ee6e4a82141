using System.Runtime.InteropServices;
using System.Text;

namespace PruneOnBuild.Runtime.Devices;

/// <summary>The graphics devices of this machine, as the Vulkan loader lists them: what the runtime's WebGPU provider on Linux chooses among.</summary>
internal static class VulkanDevices
{
    private const string Loader = "libvulkan.so.1";
    private const int Success = 0;

    // Of VkPhysicalDeviceProperties, which is 824 bytes long.
    private const int TypeOffset = 16;
    private const int NameOffset = 20;
    private const int NameLength = 256;

    // VkPhysicalDeviceType in the order in which WebGPU prefers them: discrete, integrated, virtual, other, a CPU that plays one.
    private static readonly uint[] s_preferred = [2, 1, 3, 0, 4];

    private delegate int CreateInstance(in InstanceCreateInfo info, nint allocator, out nint instance);

    private delegate int EnumeratePhysicalDevices(nint instance, ref uint count, nint[]? devices);

    private delegate void GetPhysicalDeviceProperties(nint device, byte[] properties);

    private delegate void DestroyInstance(nint instance, nint allocator);

    /// <summary>The name of the device that is preferred; null where there is no loader, no driver or no device.</summary>
    public static string? Preferred()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Loader, out var library))
            return null;
        try
        {
            return Names(library).FirstOrDefault();
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    private static IEnumerable<string> Names(nint library)
    {
        if (Function<CreateInstance>(library)(new InstanceCreateInfo { Type = 1 }, 0, out var instance) != Success)
            return [];
        try
        {
            var enumerate = Function<EnumeratePhysicalDevices>(library);
            uint count = 0;
            if (enumerate(instance, ref count, null) != Success)
                return [];
            var devices = new nint[count];
            return enumerate(instance, ref count, devices) != Success
                ? []
                : [.. devices.Select(device => Properties(library, device)).OrderBy(device => Array.IndexOf(s_preferred, device.Type)).Select(device => device.Name)];
        }
        finally
        {
            Function<DestroyInstance>(library)(instance, 0);
        }
    }

    private static (uint Type, string Name) Properties(nint library, nint device)
    {
        var properties = new byte[1024];
        Function<GetPhysicalDeviceProperties>(library)(device, properties);
        var name = properties.AsSpan(NameOffset, NameLength);
        return (BitConverter.ToUInt32(properties, TypeOffset), Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]));
    }

    private static T Function<T>(nint library)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, $"vk{typeof(T).Name}"));

    [StructLayout(LayoutKind.Sequential)]
    private struct InstanceCreateInfo
    {
        public uint Type;
        public nint Next;
        public uint Flags;
        public nint ApplicationInfo;
        public uint LayerCount;
        public nint Layers;
        public uint ExtensionCount;
        public nint Extensions;
    }
}
