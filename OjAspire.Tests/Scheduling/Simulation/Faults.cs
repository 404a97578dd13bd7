namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>What may go wrong in a history.</summary>
internal enum Faults
{
    /// <summary>Nothing: messages are late at most.</summary>
    None,

    /// <summary>Links break, or fall silent; sandboxes die, or leave.</summary>
    Links,

    /// <summary>All of that, and servers die, leave, or stand still for longer than their lease.</summary>
    Everything,
}
