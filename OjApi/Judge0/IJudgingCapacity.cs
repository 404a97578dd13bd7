namespace OjApi.Judge0;

/// <summary>What the connected sandboxes can do, as far as clients are told. Thread-safe.</summary>
internal interface IJudgingCapacity
{
    /// <summary>Unfinished submissions that one replica holds at most.</summary>
    int MaxQueueSize { get; }

    /// <summary>Slots of all connected sandboxes.</summary>
    int Slots { get; }

    /// <summary>Slots that judge at this moment.</summary>
    int BusySlots { get; }

    /// <summary>Slots of sandboxes that take no work, because they drain or withdrew.</summary>
    int PausedSlots { get; }
}
