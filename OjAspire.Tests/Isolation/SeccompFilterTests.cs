using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OjSandbox.Isolation.Seccomp;

namespace OjAspire.Tests.Isolation;

public sealed class SeccompFilterTests
{
    private const uint Allow = 0x7FFF0000, Kill = 0x80000000, NotPermitted = 0x50001, NotImplemented = 0x50026, NoSuchFamily = 0x50061;

    [Theory]
    [InlineData(Architecture.X64, 0xC000003E, 0xC00000B7)]
    [InlineData(Architecture.Arm64, 0xC00000B7, 0xC000003E)]
    public void The_program_of_each_processor_decides_as_listed(Architecture architecture, uint own, uint foreign)
    {
        var filter = SeccompFilter.For(architecture);
        int Number(Syscall call) => architecture == Architecture.X64 ? call.X64 : call.Arm64;

        Assert.Equal(Kill, Decide(filter, foreign, 0));
        Assert.Equal(Allow, Decide(filter, own, 0));
        Assert.All(Syscalls.Denied.Where(call => Number(call) >= 0), call => Assert.Equal(NotPermitted, Decide(filter, own, Number(call))));
        Assert.All(Syscalls.Absent, call => Assert.Equal(NotImplemented, Decide(filter, own, Number(call))));
        Assert.Equal(Allow, Decide(filter, own, Number(Syscalls.Clone), 17));
        Assert.Equal(NotPermitted, Decide(filter, own, Number(Syscalls.Clone), 0x10000000 | 17));
        Assert.Equal(Allow, Decide(filter, own, Number(Syscalls.Socket), 1));
        Assert.Equal(NoSuchFamily, Decide(filter, own, Number(Syscalls.Socket), 2));
        Assert.Equal(NoSuchFamily, Decide(filter, own, Number(Syscalls.SocketPair), 10));
        Assert.Equal(NotPermitted, Decide(filter, own, Number(Syscalls.Ioctl), 0, 0x5412));
        Assert.Equal(Allow, Decide(filter, own, Number(Syscalls.Ioctl), 0, 0x5401));
        Assert.Equal(Allow, Decide(filter, own, Number(Syscalls.Personality), 0xFFFFFFFF));
        Assert.Equal(NotPermitted, Decide(filter, own, Number(Syscalls.Personality), 0x0040000));
    }

    [Fact]
    public void A_processor_without_a_filter_is_refused() =>
        Assert.Throws<PlatformNotSupportedException>(() => SeccompFilter.For(Architecture.S390x));

    /// <summary>Interprets the program as the kernel does.</summary>
    private static uint Decide(byte[] filter, uint architecture, int number, uint argument0 = 0, uint argument1 = 0)
    {
        uint loaded = 0;
        for (var at = 0; ; at++)
        {
            var instruction = filter.AsSpan(at * 8, 8);
            var operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20:
                    loaded = operand switch { 0 => (uint)number, 4 => architecture, 16 => argument0, 24 => argument1, _ => throw new InvalidOperationException() };
                    break;
                case 0x15:
                    at += loaded == operand ? instruction[2] : instruction[3];
                    break;
                case 0x35:
                    at += loaded >= operand ? instruction[2] : instruction[3];
                    break;
                case 0x45:
                    at += (loaded & operand) != 0 ? instruction[2] : instruction[3];
                    break;
                case 0x06:
                    return operand;
                default:
                    throw new InvalidOperationException();
            }
        }
    }
}
