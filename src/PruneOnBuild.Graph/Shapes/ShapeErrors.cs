using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>Contradictions between the shapes of a model's tensors: no runtime can run such a node. Codes 2021 to 2029.</summary>
public static class ShapeErrors
{
    public static PruneOnBuildException Channels(
        string path, string node, string weight, Dim reads, long groups, string input, Dim has) =>
        Error("POB2021", path, node, $"its weight {weight} reads {reads} channels in each of {groups} group(s), {reads * groups} in " +
            $"all, but its input {input} has {has}. {Damaged}");

    public static PruneOnBuildException Inner(
        string path, string node, string left, Dim leftInner, string right, Dim rightInner) =>
        Error("POB2022", path, node, $"it sums over {leftInner} columns of {left} and {rightInner} rows of {right}, " +
            $"which must be equal. {Damaged}");

    public static PruneOnBuildException Broadcast(string path, string node, string shapes) =>
        Error("POB2023", path, node, $"the shapes {shapes} cannot be broadcast to one; aligned at the last axis, extents must be " +
            $"equal or 1. {Damaged}");

    public static PruneOnBuildException Elements(string path, string node, string input, Dim has, string wanted, Dim wants) =>
        Error("POB2024", path, node, $"its input {input} holds {has} elements, but the new shape {wanted} asks for {wants}. If a " +
            "dynamic extent was fixed, the model's Reshape constants may hold the old one; export the model for this extent.");

    public static PruneOnBuildException Parameter(string path, string node, string parameter, Dim has, string input, Dim wants) =>
        Error("POB2025", path, node, $"its parameter {parameter} has {has} entries, but its input {input} has {wants} channels. " +
            Damaged);

    public static PruneOnBuildException Join(string path, string node, string shapes, int axis) =>
        Error("POB2026", path, node, $"the shapes {shapes} must be equal on every axis but {axis}. {Damaged}");

    private const string Damaged = "The file is damaged or was edited by hand; export it again.";

    private static PruneOnBuildException Error(string code, string path, string node, string problem) =>
        new(Diagnostic.Error(code, new SourceLocation(path), $"Node {node} cannot run: {problem}"));
}
