using System.Text;

namespace OjAspire.Hosting.Processes;

/// <summary>Cuts a stream into lines. A line without an end is handed on in pieces, so it cannot fill the memory.</summary>
internal static class LinePump
{
    private const int MaximumLength = 8192;

    /// <summary>Ends with the stream, also when the stream is closed under it.</summary>
    public static async Task RunAsync(StreamReader reader, Action<string> take)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer)) > 0)
            {
                foreach (var character in buffer.AsSpan(0, read))
                {
                    if (character == '\n' || line.Length == MaximumLength)
                    {
                        Flush();
                    }

                    if (character is not ('\n' or '\r'))
                    {
                        line.Append(character);
                    }
                }
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The process is gone and its pipes were closed; what was read so far is all there is.
        }

        if (line.Length > 0)
        {
            Flush();
        }

        void Flush()
        {
            take(line.ToString());
            line.Clear();
        }
    }
}
