using System.Collections.Immutable;
using System.Text;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Samples;

/// <summary>A folder with data in some format, read as a policy declares it.</summary>
internal sealed class FormatFolder : IDisposable
{
    public static readonly SourceLocation Line = new("prune.yaml", 12, 20);

    private readonly TemporaryFolder _folder = new();

    public string this[string name] => _folder.File(name);

    public static DataSettings Settings(params (string Input, string[] Names)[] inputs) => new()
    {
        Inputs = inputs.ToImmutableDictionary(input => input.Input, input => new Located<ImmutableArray<string>>([.. input.Names], Line)),
    };

    public static ImmutableArray<Located<PreprocessStep>> Steps(params PreprocessStep[] steps) =>
        [.. steps.Select(step => new Located<PreprocessStep>(step, Line))];

    public static TensorSpec Floats(string name, params long[] dims) => new(name, TensorElementType.Float, [.. dims]);

    public FormatFolder Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public FormatFolder Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this;
    }

    public SampleSet Read(string path, DataSettings data, params TensorSpec[] inputs) =>
        SampleSetReader.Read(new Located<string>(path, Line), data, inputs, _folder.Path);

    public void Dispose() => _folder.Dispose();
}
