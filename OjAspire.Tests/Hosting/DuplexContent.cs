using System.Net;
using System.Text;
using System.Threading.Channels;

namespace OjAspire.Tests.Hosting;

/// <summary>A request body that a test writes line by line while it reads the response.</summary>
internal sealed class DuplexContent : HttpContent
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public DuplexContent() => Headers.ContentType = new("application/grpc");

    public ValueTask WriteLineAsync(string line) => _lines.Writer.WriteAsync(line + "\n");

    public void Complete() => _lines.Writer.Complete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
