namespace OjSandbox.Runner;

/// <summary>Reads the CPU time of a cgroup: the first number of <c>cpuacct.usage</c> (v1) or <c>cpu.stat</c> (v2).</summary>
/// <param name="descriptor">The file.</param>
/// <param name="unit">How many nanoseconds one unit of it is worth.</param>
internal readonly unsafe struct CpuMeter(int descriptor, int unit)
{
    public long ReadNanoseconds()
    {
        var text = stackalloc byte[64];
        var length = (int)Libc.ReadAt(descriptor, text, 64, 0);
        long value = 0;
        var begun = false;
        for (var i = 0; i < length; i++)
        {
            var digit = text[i] - '0';
            if (digit is >= 0 and <= 9)
            {
                value = value * 10 + digit;
                begun = true;
            }
            else if (begun)
            {
                break;
            }
        }

        return value * unit;
    }
}
