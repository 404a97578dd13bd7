using System.Runtime.InteropServices;

namespace OjSandbox.Isolation.Native;

/// <summary><c>struct msghdr</c> of sendmsg(2).</summary>
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
