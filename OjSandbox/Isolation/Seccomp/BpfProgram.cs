using System.Buffers.Binary;

namespace OjSandbox.Isolation.Seccomp;

/// <summary>Assembles a classic BPF program as seccomp(2) takes it: eight bytes per instruction, jumps only forward.</summary>
internal sealed class BpfProgram
{
    /// <summary>Offsets into <c>struct seccomp_data</c>.</summary>
    public const int Number = 0, Architecture = 4, FirstArgument = 16;

    private const ushort LoadAbsolute = 0x20, JumpEqual = 0x15, JumpAtLeast = 0x35, JumpAnyBit = 0x45, ReturnConstant = 0x06;

    private readonly List<byte> _code = [];

    /// <summary>The assembled program.</summary>
    public byte[] ToArray() => [.. _code];

    /// <summary>Loads the low 32 bits of an argument of the call.</summary>
    public BpfProgram LoadArgument(int index) => Load(FirstArgument + index * sizeof(long));

    public BpfProgram Load(int offset) => Add(LoadAbsolute, 0, 0, (uint)offset);

    public BpfProgram Return(uint action) => Add(ReturnConstant, 0, 0, action);

    /// <summary>Skips the next <paramref name="count"/> instructions if the loaded word equals <paramref name="value"/>.</summary>
    public BpfProgram IfEqual(uint value, byte count) => Add(JumpEqual, count, 0, value);

    /// <summary>Skips the next <paramref name="count"/> instructions unless the loaded word equals <paramref name="value"/>.</summary>
    public BpfProgram UnlessEqual(uint value, byte count) => Add(JumpEqual, 0, count, value);

    /// <summary>Skips the next <paramref name="count"/> instructions if the loaded word is below <paramref name="value"/>.</summary>
    public BpfProgram UnlessAtLeast(uint value, byte count) => Add(JumpAtLeast, 0, count, value);

    /// <summary>Skips the next <paramref name="count"/> instructions unless the loaded word has a bit of <paramref name="bits"/>.</summary>
    public BpfProgram UnlessAnyBit(uint bits, byte count) => Add(JumpAnyBit, 0, count, bits);

    private BpfProgram Add(ushort code, byte whenTrue, byte whenFalse, uint operand)
    {
        Span<byte> instruction = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
        instruction[2] = whenTrue;
        instruction[3] = whenFalse;
        BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], operand);
        _code.AddRange(instruction);
        return this;
    }
}
