namespace OjSandbox.Isolation.Protocol;

/// <summary>What a frame between the sandbox and the runner in its box carries.</summary>
internal enum FrameKind : byte
{
    /// <summary>Runner: started, ready for the first command. No body.</summary>
    Ready = 1,

    /// <summary>Sandbox: create a file, see <see cref="WriteFileCommand"/>. Answered by <see cref="Done"/> or <see cref="Failed"/>.</summary>
    WriteFile = 2,

    /// <summary>Sandbox: run a command, see <see cref="RunCommand"/>. Answered by <see cref="Ran"/> or <see cref="Failed"/>.</summary>
    Run = 3,

    /// <summary>Runner: the command is carried out. No body.</summary>
    Done = 4,

    /// <summary>Runner: the command could not be carried out; the body says why, in UTF-8.</summary>
    Failed = 5,

    /// <summary>Runner: a run has ended and no process of it is left, see <see cref="RunReply"/>.</summary>
    Ran = 6,
}
