extern alias dashboard;

using CsCheck;
using dashboard::OjAspire.Dashboard.Telemetry;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class RingBufferTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    public void The_newest_stay_in_their_order_however_often_it_went_round(int capacity)
    {
        var ring = new RingBuffer<int>(capacity);
        for (var number = 1; number <= 30; number++)
        {
            Assert.Equal(number > capacity, ring.Add(number));
            var first = Math.Max(1, number - capacity + 1);
            Assert.Equal(Enumerable.Range(first, number - first + 1), ring.ToArray());
            Assert.Equal((first, number), (ring[0], ring[ring.Count - 1]));
        }
    }

    [Fact]
    public void It_is_a_queue_that_forgets_its_first_whatever_is_done_in_which_order() => Gen.Select(
        Gen.Int[1, 12], Gen.Int[0, 3].Array[0, 80]).Sample(
        (capacity, steps) =>
        {
            var ring = new RingBuffer<int>(capacity);
            var expected = new List<int>();
            for (var step = 0; step < steps.Length; step++)
            {
                if (steps[step] > 0)
                {
                    ring.Add(step);
                    expected.Add(step);
                    expected.RemoveRange(0, Math.Max(0, expected.Count - capacity));
                }
                else if (expected.Count > 0)
                {
                    ring.RemoveFirst();
                    expected.RemoveAt(0);
                }
                Assert.Equal(expected, ring.ToArray());
                Assert.Equal(expected.Skip(2), ring.ToArray(2));
            }
        });

    [Fact]
    public void What_is_not_there_cannot_be_had_or_removed()
    {
        var ring = new RingBuffer<int>(3);
        ring.Add(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => ring[1]);
        Assert.Empty(ring.ToArray(5));
        ring.RemoveFirst();
        Assert.Throws<ArgumentOutOfRangeException>(ring.RemoveFirst);
    }
}
