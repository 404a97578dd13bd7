using System.Buffers.Binary;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Runner;

/// <summary>The runner's end of the control socket. Not thread-safe.</summary>
internal static unsafe class ControlSocket
{
    private const int CloseDescriptorsOnExec = 0x40000000;
    private const int AncillaryHeader = 16;

    /// <summary>Receives one frame.</summary>
    /// <param name="kind">What it carries.</param>
    /// <param name="body">Its body.</param>
    /// <param name="descriptors">The descriptors that came with it, close-on-exec; the caller closes them.</param>
    /// <returns><see langword="false"/> when the sandbox has closed its end.</returns>
    public static bool Receive(out FrameKind kind, out byte[] body, out int[] descriptors)
    {
        kind = default;
        body = [];
        descriptors = [];
        Span<byte> header = stackalloc byte[Frame.HeaderSize];
        fixed (byte* bytes = header)
        {
            var received = ReceiveHeader(bytes, out descriptors);
            if (received <= 0 || !ReadFully(bytes + received, Frame.HeaderSize - received))
            {
                return false;
            }
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < 0 or > Frame.MaxBody)
        {
            return false;
        }

        kind = (FrameKind)header[sizeof(int)];
        body = new byte[length];
        fixed (byte* bytes = body)
        {
            return ReadFully(bytes, length);
        }
    }

    /// <summary>Sends one frame.</summary>
    /// <returns><see langword="false"/> when the sandbox has closed its end.</returns>
    public static bool Send(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var frame = new byte[Frame.HeaderSize + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        frame[sizeof(int)] = (byte)kind;
        body.CopyTo(frame.AsSpan(Frame.HeaderSize));
        fixed (byte* bytes = frame)
        {
            for (var sent = 0; sent < frame.Length;)
            {
                var count = Libc.Write(Frame.ControlDescriptor, bytes + sent, (nuint)(frame.Length - sent));
                if (count < 0 && Libc.Errno != Libc.Interrupted)
                {
                    return false;
                }

                sent += (int)Math.Max(count, 0);
            }
        }

        return true;
    }

    private static int ReceiveHeader(byte* header, out int[] descriptors)
    {
        const int Room = AncillaryHeader + Frame.MaxDescriptors * sizeof(int);
        var ancillary = stackalloc byte[Room];
        var vector = stackalloc void*[2];
        vector[0] = header;
        vector[1] = (void*)Frame.HeaderSize;
        var message = new MessageHeader { Vector = vector, VectorLength = 1, Control = ancillary, ControlLength = Room };
        nint received;
        do
        {
            received = Libc.Receive(Frame.ControlDescriptor, &message, CloseDescriptorsOnExec);
        }
        while (received < 0 && Libc.Errno == Libc.Interrupted);

        // One ancillary record at most is ever sent: length (with its header), level, type, descriptors.
        var length = received > 0 && message.ControlLength >= AncillaryHeader ? (int)*(long*)ancillary - AncillaryHeader : 0;
        descriptors = new ReadOnlySpan<int>(ancillary + AncillaryHeader, length / sizeof(int)).ToArray();
        return (int)received;
    }

    private static bool ReadFully(byte* bytes, int count)
    {
        while (count > 0)
        {
            var read = Libc.Read(Frame.ControlDescriptor, bytes, (nuint)count);
            if (read == 0 || (read < 0 && Libc.Errno != Libc.Interrupted))
            {
                return false;
            }

            bytes += Math.Max(read, 0);
            count -= (int)Math.Max(read, 0);
        }

        return true;
    }
}
