using System.Globalization;

namespace PruneOnBuild.Tasks.Runs;

/// <summary>
/// What the worker wrote of a run that came to a verdict: what the verdict depends on, and all that it takes to repeat the run without the worker.
/// A line each, a word and its value; a run that cannot be repeated has no such record.
/// </summary>
/// <param name="Variables">Names of environment variables.</param>
/// <param name="LastDay">In UTC, the last day on which the verdict holds; null: any.</param>
/// <param name="Published">The model and, where it has some, its external data.</param>
/// <param name="Said">Lines for the log, errors and warnings among them.</param>
/// <param name="IsSummarized">The report also goes onto the page of a GitHub step.</param>
internal sealed record RunRecord(
    IReadOnlyList<RunInput> Inputs,
    IReadOnlyList<string> Variables,
    DateTime? LastDay,
    IReadOnlyList<PublishedFile> Published,
    IReadOnlyList<string> Said,
    bool IsSummarized)
{
    public const string FileName = "run.txt";

    /// <exception cref="InvalidDataException">It is no such record.</exception>
    public static RunRecord Parse(string text)
    {
        List<RunInput> inputs = [];
        List<string> variables = [], said = [];
        List<PublishedFile> published = [];
        DateTime? lastDay = null;
        var isSummarized = false;
        foreach (var line in text.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (word, value) = Cut(line);
            switch (word)
            {
                case "input" or "absent":
                    inputs.Add(new RunInput(value, IsThere: word == "input"));
                    break;
                case "variable":
                    variables.Add(value);
                    break;
                case "until":
                    lastDay = Day(value);
                    break;
                case "publish":
                    var (sha256, path) = Cut(value);
                    published.Add(new PublishedFile(sha256, path));
                    break;
                case "say":
                    said.Add(value);
                    break;
                case "summary":
                    isSummarized = true;
                    break;
                default:
                    throw new InvalidDataException($"'{line}' is no line of a run's record");
            }
        }
        return new RunRecord(inputs, variables, lastDay, published, said, isSummarized);
    }

    private static (string Word, string Value) Cut(string line)
    {
        var blank = line.IndexOf(' ');
        return blank < 0 ? (line, "") : (line.Substring(0, blank), line.Substring(blank + 1));
    }

    private static DateTime Day(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : throw new InvalidDataException($"'{text}' is no day");
}
