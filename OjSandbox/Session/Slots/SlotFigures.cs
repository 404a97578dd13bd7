namespace OjSandbox.Session.Slots;

/// <summary>How the slots stand at one moment.</summary>
/// <param name="Slots">All of them.</param>
/// <param name="Running">Occupied by a job.</param>
/// <param name="Claimed">Kept free for the answer to a claim.</param>
/// <param name="Unacknowledged">Outcomes that no server has acknowledged yet; these occupy no slot.</param>
/// <param name="UnacknowledgedBytes">Their size, as messages.</param>
internal readonly record struct SlotFigures(int Slots, int Running, int Claimed, int Unacknowledged, long UnacknowledgedBytes)
{
    /// <summary>Slots with neither a job nor a claim.</summary>
    public int Free => Slots - Running - Claimed;
}
