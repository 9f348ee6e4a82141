namespace PruneOnBuild.Cli.CommandLine;

/// <summary>The words after a command, sorted into its argument and options.</summary>
internal sealed class ParsedWords
{
    private readonly Dictionary<string, string> _options = [];

    public string? Argument { get; private set; }

    /// <summary>The value of an option; null where it was not written.</summary>
    public string? this[string option] => _options.GetValueOrDefault(option);

    public bool Has(string option) => _options.ContainsKey(option);

    public static ParsedWords Read(CommandSyntax syntax, IEnumerable<string> words)
    {
        var parsed = new ParsedWords();
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out string? word))
        {
            if (word.StartsWith('-'))
            {
                parsed.AddOption(syntax, word, rest);
            }
            else if (syntax.Argument is not null && parsed.Argument is null)
            {
                parsed.Argument = word;
            }
            else
            {
                throw CommandLineErrors.UnexpectedArgument(syntax, word);
            }
        }
        return parsed;
    }

    private void AddOption(CommandSyntax syntax, string word, Queue<string> rest)
    {
        string name = word.Split('=', 2)[0];
        var option = syntax.Options.FirstOrDefault(option => option.Name == name)
            ?? throw CommandLineErrors.UnknownOption(syntax, name);
        string? written = name.Length < word.Length ? word[(name.Length + 1)..] : null;
        if (!_options.TryAdd(name, option.Value is null ? None(name, written) : Value(option.Form, name, written, rest)))
            throw CommandLineErrors.RepeatedOption(name);
    }

    private static string None(string name, string? written) =>
        written is null ? "" : throw CommandLineErrors.UnexpectedValue(name);

    private static string Value(string form, string name, string? written, Queue<string> rest)
    {
        string? value = written ?? (rest.TryDequeue(out string? next) ? next : null);
        return string.IsNullOrEmpty(value) || value.StartsWith("--", StringComparison.Ordinal)
            ? throw CommandLineErrors.MissingValue(name, form)
            : value;
    }
}
