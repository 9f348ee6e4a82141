// The engine knows this attribute by namespace and name alone, and the engines before 18 do not have it: so it is declared here.
#pragma warning disable IDE0130 // Namespace does not match folder structure: the engine looks for this very name
namespace Microsoft.Build.Framework;

[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
