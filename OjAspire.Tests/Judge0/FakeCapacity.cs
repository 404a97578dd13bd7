using OjApi.Judge0;

namespace OjAspire.Tests.Judge0;

internal sealed class FakeCapacity : IJudgingCapacity
{
    public int MaxQueueSize => 5000;

    public int Slots => 8;

    public int BusySlots => 3;

    public int PausedSlots => 2;
}
