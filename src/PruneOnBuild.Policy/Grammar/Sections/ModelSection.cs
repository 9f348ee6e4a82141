using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>One entry under <c>models:</c></summary>
internal static class ModelSection
{
    public static readonly Key<string> Path = new("path", Of.Path("Models/resnet.onnx"),
        "The .onnx file, from the policy's folder. * and ? match within a folder, ** across folders; the first entry that "
            + "matches a file has it.")
    { Required = true };

    public static readonly Key<string> Target = new("target", new TargetForm(),
        "Name of a target of this policy; or names by runtime identifier, and default for all others.")
    { Required = true };

    public static readonly Key<SectionReading> Prune = new("prune", PruneSection.Form, "What goes away, and how it is chosen.")
    { Required = true };

    public static readonly Key<SectionReading> Data = new("data", DataSection.Form,
        "Samples for pruning and for judging. Paths start at the policy's folder.");

    public static readonly Key<SectionReading> Gates = new("gates", GatesSection.Form,
        "What the pruned model must meet for the build to pass. Without gates nothing is judged.");

    public static readonly Section Form = new("models", Path, Target, Prune, Data, Gates);

    public static ModelPolicy Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Path = reading.Get(Path),
        Target = reading.Get(Target),
        Prune = PruneSection.Bind(reading.Get(Prune).Value),
        Data = DataSection.Bind(reading.Written(Data)?.Value ?? SectionReading.Empty(reading.Location)),
        Gates = GatesSection.Bind(reading.Written(Gates)?.Value ?? SectionReading.Empty(reading.Location)),
    };
}
