using System.Text;
using Microsoft.JSInterop;

namespace OjAspire.Dashboard.Downloads;

/// <summary>Gives the reader's browser a file. One for each circuit.</summary>
internal sealed class BrowserDownload(IJSRuntime js)
{
    /// <summary>Has the browser save these lines, each ended by a line feed.</summary>
    public async Task SaveAsync(string fileName, IEnumerable<string> lines)
    {
        var text = new MemoryStream();
        await using (var writer = new StreamWriter(text, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
        {
            foreach (var line in lines)
            {
                await writer.WriteLineAsync(line);
            }
        }
        text.Position = 0;
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./download.js");
        using var reference = new DotNetStreamReference(text);
        await module.InvokeVoidAsync("download", fileName, reference);
    }
}
