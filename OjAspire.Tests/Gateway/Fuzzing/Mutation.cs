namespace OjAspire.Tests.Gateway.Fuzzing;

/// <summary>Small damage to a valid conversation, all of it drawn from one seeded source.</summary>
internal static class Mutation
{
    /// <summary>Changes the order and the bytes of the messages, a few times.</summary>
    public static void Damage(List<byte[]> messages, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(messages.Count);
            switch (random.Next(7))
            {
                case 0:
                    var other = random.Next(messages.Count);
                    (messages[at], messages[other]) = (messages[other], messages[at]);
                    break;
                case 1:
                    messages.Insert(random.Next(messages.Count + 1), messages[at]);
                    break;
                case 2:
                    messages[at] = messages[at][..random.Next(messages[at].Length)];
                    break;
                case 3:
                    messages[at] = Bytes(random, random.Next(200));
                    break;
                case 4 when messages.Count > 1:
                    messages.RemoveAt(at);
                    break;
                default:
                    Flip(messages[at], random);
                    break;
            }
        }
    }

    /// <summary>Turns some bits round.</summary>
    public static void Flip(byte[] bytes, Random random)
    {
        for (var times = random.Next(1, 6); times > 0 && bytes.Length > 0; times--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }
    }

    /// <summary>Anything.</summary>
    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
