namespace OjSandbox.Isolation.Seccomp;

/// <summary>A system call and its numbers.</summary>
/// <param name="Name">Its name in the manual.</param>
/// <param name="X64">Its number on x86-64; -1 where it does not exist.</param>
/// <param name="Arm64">Its number on AArch64; -1 where it does not exist.</param>
internal readonly record struct Syscall(string Name, int X64, int Arm64);
