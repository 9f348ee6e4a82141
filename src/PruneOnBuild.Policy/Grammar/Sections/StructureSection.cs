using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: structure:</c></summary>
internal static class StructureSection
{
    public static readonly Key<double> Parameters = new("parameters", Of.Count("300k"), "Elements of all weights, at most.");

    public static readonly Key<double> MultiplyAdds = new("multiplyAdds", Of.Count("20M"),
        "Multiply-adds of one sample, at most; those with a zero weight count too.");

    public static readonly Key<double> Sparsity = new("sparsity", Of.ShareAboveZero("0.9 or 90%"),
        "Share of the weights that are zero, at least.");

    public static readonly Key<bool> AllNodesOnProvider = new("allNodesOnProvider", Of.Flag,
        "Whether every node must run on the target's provider. Nodes that another one takes are named.");

    public static readonly Section Form = new("models.gates.structure", Parameters, MultiplyAdds, Sparsity, AllNodesOnProvider);

    public static StructureGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Parameters = reading.Written(Parameters),
        MultiplyAdds = reading.Written(MultiplyAdds),
        Sparsity = reading.Written(Sparsity),
        AllNodesOnProvider = reading.Written(AllNodesOnProvider),
    };
}
