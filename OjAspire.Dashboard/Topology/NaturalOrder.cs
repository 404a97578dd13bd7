namespace OjAspire.Dashboard.Topology;

/// <summary>Orders names as people do: runs of digits by their value, so that 2 comes before 10. By hand, since a culture's own order needs
/// data that may not be there.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x ?? "", right = y ?? "";
        while (left.Length > 0 && right.Length > 0)
        {
            var (one, other) = (Digits(left), Digits(right));
            if (one > 0 && other > 0)
            {
                ReadOnlySpan<char> first = left[..one].TrimStart('0'), second = right[..other].TrimStart('0');
                var order = first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
                if (order != 0)
                {
                    return order;
                }
                left = left[one..];
                right = right[other..];
                continue;
            }
            if (left[0] != right[0])
            {
                return left[0].CompareTo(right[0]);
            }
            left = left[1..];
            right = right[1..];
        }
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
