using System.Text;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Runner;

/// <summary>Carries out the sandbox's commands, one after the other, until it closes the control socket.</summary>
internal static class Server
{
    /// <summary>Serves as process 1 of the box. When it returns, the kernel kills whatever else is in the box.</summary>
    /// <param name="user">User and group that programs run as.</param>
    /// <returns>The exit code.</returns>
    public static int Serve(uint user)
    {
        if (!Privileges.Reduce() || !ControlSocket.Send(FrameKind.Ready, []))
        {
            return 1;
        }

        while (ControlSocket.Receive(out var kind, out var body, out var descriptors))
        {
            var answered = Answer(user, kind, body, descriptors);
            foreach (var descriptor in descriptors)
            {
                Libc.Close(descriptor);
            }

            if (!answered)
            {
                return 1;
            }
        }

        return 0;
    }

    private static bool Answer(uint user, FrameKind kind, byte[] body, int[] descriptors)
    {
        var writer = new WireWriter();
        try
        {
            switch (kind)
            {
                case FrameKind.WriteFile:
                    BoxFiles.Create(user, WriteFileCommand.Read(body));
                    return ControlSocket.Send(FrameKind.Done, []);
                case FrameKind.Run:
                    var reply = Supervisor.Run(user, RunCommand.Read(body), descriptors);
                    reply?.Write(writer);
                    return reply is not null && ControlSocket.Send(FrameKind.Ran, writer.Written.Span);
                default:
                    return false;
            }
        }
        catch (IOException failure)
        {
            return ControlSocket.Send(FrameKind.Failed, Encoding.UTF8.GetBytes(failure.Message));
        }
    }
}
