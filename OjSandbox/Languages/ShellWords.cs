using System.Text;

namespace OjSandbox.Languages;

/// <summary>Splits what a user wrote as one line into words, as a shell does with quotes and backslashes; nothing is ever expanded.</summary>
internal static class ShellWords
{
    /// <summary>Splits at white space outside quotes. An unclosed quote reaches to the end.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var begun = false;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == '\\' && i + 1 < line.Length && (quote == '\0' || (quote == '"' && line[i + 1] is '"' or '\\')))
            {
                word.Append(line[++i]);
                begun = true;
            }
            else if (quote == '\0' && character is '"' or '\'')
            {
                (quote, begun) = (character, true);
            }
            else if (character == quote && quote != '\0')
            {
                quote = '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                EndWord();
            }
            else
            {
                word.Append(character);
                begun = true;
            }
        }

        EndWord();
        return words;

        void EndWord()
        {
            if (begun)
            {
                words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
        }
    }
}
