using System.Text;

namespace PruneOnBuild.Gates.Programs;

/// <summary>A command as words: spaces part them, except within double quotes. No shell reads it.</summary>
public static class CommandWords
{
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isQuoted = false, isWord = false;
        foreach (var letter in command)
        {
            if (letter == '"')
                (isQuoted, isWord) = (!isQuoted, true);
            else if (letter == ' ' && !isQuoted)
            {
                if (isWord)
                    words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(letter);
                isWord = true;
            }
        }

        if (isWord)
            words.Add(word.ToString());
        return words;
    }
}
