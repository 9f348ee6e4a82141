namespace PruneOnBuild.Policy;

/// <param name="Path">Full path of the .onnx file.</param>
/// <param name="Model">The entry that covers it.</param>
public sealed record ModelFile(ModelPolicy Model, string Path);
