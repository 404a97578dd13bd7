namespace OjSandbox.Isolation.Protocol;

/// <summary>
/// The frames on the control socket: body length (32 bits, little-endian), kind (8 bits), body. The descriptors that belong to a
/// frame travel with its header as ancillary data (unix(7), SCM_RIGHTS).
/// </summary>
internal static class Frame
{
    /// <summary>Bytes before the body.</summary>
    public const int HeaderSize = sizeof(int) + 1;

    /// <summary>Longest body, in bytes; a longer one means that the peers no longer understand each other.</summary>
    public const int MaxBody = 64 * 1024 * 1024;

    /// <summary>Most descriptors that one frame carries.</summary>
    public const int MaxDescriptors = 16;

    /// <summary>The number under which the runner finds the control socket.</summary>
    public const int ControlDescriptor = 3;
}
