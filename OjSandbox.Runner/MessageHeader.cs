using System.Runtime.InteropServices;

namespace OjSandbox.Runner;

/// <summary><c>struct msghdr</c> of recvmsg(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* Name;
    public int NameLength;
    public void** Vector;
    public nuint VectorLength;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}
