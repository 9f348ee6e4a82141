using System.ComponentModel;

#pragma warning disable IDE0130 // Namespace does not match folder structure: the compiler looks for this very name
namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for records; netstandard2.0 lacks it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
