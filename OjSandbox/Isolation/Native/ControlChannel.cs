using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Isolation.Native;

/// <summary>The sandbox's end of the control socket: one command at a time, each with its descriptors. Not thread-safe.</summary>
internal sealed class ControlChannel : IDisposable
{
    private const int UnixDomain = 1, StreamSocket = 1;
    private const int NoSignal = 0x4000;
    private const int AncillaryHeader = 16;
    private const int SocketLevel = 1, Rights = 1;

    private readonly Socket _socket;

    private ControlChannel(Socket socket) => _socket = socket;

    /// <summary>Makes a connected pair.</summary>
    /// <param name="peer">The runner's end, for the box to inherit; the caller closes it after that.</param>
    public static unsafe ControlChannel Create(out SafeFileHandle peer)
    {
        var pair = stackalloc int[2];
        if (Libc.CreateSocketPair(UnixDomain, StreamSocket | Libc.CloseOnExec, 0, pair) != 0)
        {
            throw Libc.Failure("Creating a control socket");
        }

        peer = new SafeFileHandle(pair[1], ownsHandle: true);
        return new ControlChannel(new Socket(new SafeSocketHandle(pair[0], ownsHandle: true)));
    }

    /// <summary>Sends one frame.</summary>
    /// <exception cref="IsolationException">The runner is gone.</exception>
    public async Task SendAsync(FrameKind kind, ReadOnlyMemory<byte> body, IReadOnlyList<SafeHandle> descriptors, CancellationToken cancellationToken)
    {
        SendHeader(kind, body.Length, descriptors);
        try
        {
            while (body.Length > 0)
            {
                body = body[await _socket.SendAsync(body, cancellationToken)..];
            }
        }
        catch (SocketException failure)
        {
            throw new IsolationException("The runner in the box is gone.", failure);
        }
    }

    /// <summary>Receives one frame.</summary>
    /// <exception cref="IsolationException">The runner is gone, or what it sends is no frame.</exception>
    public async Task<(FrameKind Kind, byte[] Body)> ReceiveAsync(CancellationToken cancellationToken)
    {
        var header = await ReceiveFullyAsync(Frame.HeaderSize, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is >= 0 and <= Frame.MaxBody
            ? ((FrameKind)header[sizeof(int)], await ReceiveFullyAsync(length, cancellationToken))
            : throw new IsolationException("The runner sent something that is no frame.");
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReceiveFullyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var received = 0; received < count;)
        {
            try
            {
                var more = await _socket.ReceiveAsync(bytes.AsMemory(received), cancellationToken);
                received += more > 0 ? more : throw new IsolationException("The runner in the box has ended.");
            }
            catch (SocketException failure)
            {
                throw new IsolationException("The runner in the box is gone.", failure);
            }
        }

        return bytes;
    }

    private unsafe void SendHeader(FrameKind kind, int length, IReadOnlyList<SafeHandle> descriptors)
    {
        var header = stackalloc byte[Frame.HeaderSize];
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(header, sizeof(int)), length);
        header[sizeof(int)] = (byte)kind;
        var vector = stackalloc void*[2];
        vector[0] = header;
        vector[1] = (void*)Frame.HeaderSize;
        var ancillary = stackalloc byte[AncillaryHeader + Frame.MaxDescriptors * sizeof(int)];
        *(long*)ancillary = AncillaryHeader + descriptors.Count * sizeof(int);
        ((int*)ancillary)[2] = SocketLevel;
        ((int*)ancillary)[3] = Rights;
        var numbers = new Span<int>(ancillary + AncillaryHeader, Frame.MaxDescriptors);
        for (var i = 0; i < descriptors.Count; i++)
        {
            numbers[i] = (int)descriptors[i].DangerousGetHandle();
        }

        var message = new MessageHeader { Vector = vector, VectorLength = 1 };
        if (descriptors.Count > 0)
        {
            message.Control = ancillary;
            message.ControlLength = (nuint)(AncillaryHeader + ((descriptors.Count * sizeof(int) + 7) & ~7));
        }

        // The socket is empty, commands and answers alternating, so these few bytes go out whole.
        if (Libc.Send(_socket.SafeHandle, &message, NoSignal) != Frame.HeaderSize)
        {
            throw Libc.Failure("Sending to the runner in the box");
        }
    }
}
