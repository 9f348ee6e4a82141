using System.Text;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Reports.Writers;

/// <summary>Sentences in lines that fit the console.</summary>
public static class Wrapped
{
    /// <param name="indent">Stands before every line but the first, which the caller has begun so far in.</param>
    public static string Text(string sentence, string indent)
    {
        var text = new StringBuilder();
        int column = indent.Length;
        foreach (string word in sentence.Split(' '))
        {
            if (text.Length > 0 && column + 1 + word.Length > TableWriter.Width)
            {
                text.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (text.Length > 0)
            {
                text.Append(' ');
                column++;
            }
            text.Append(word);
            column += word.Length;
        }
        return text.ToString();
    }
}
