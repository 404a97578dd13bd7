using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.JSInterop;

namespace OjAspire.Dashboard.Localization;

/// <summary>Shows points in time on the clock of the reader's browser. One for each circuit.</summary>
internal sealed class BrowserTime(IJSRuntime js, TimeProvider time)
{
    private TimeSpan _offset;

    /// <summary>Asks the browser how far its clock is from UTC. Until then times are shown in UTC.</summary>
    public async Task InitializeAsync()
    {
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./clock.js");
        _offset = TimeSpan.FromMinutes(await module.InvokeAsync<int>("utcOffsetInMinutes"));
    }

    /// <summary>The time of day, with the date before it unless that is today. Empty for no time.</summary>
    public string Short(Timestamp? timestamp)
    {
        if (timestamp is null)
        {
            return "";
        }
        var local = Local(timestamp.ToDateTimeOffset());
        var format = local.Date == Local(time.GetUtcNow()).Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Date, time of day and distance from UTC. Empty for no time.</summary>
    public string Full(Timestamp? timestamp) => timestamp is null
        ? ""
        : Local(timestamp.ToDateTimeOffset()).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>The time of day to the millisecond. Empty for no time.</summary>
    public string Precise(DateTimeOffset? instant) =>
        instant is null ? "" : Local(instant.Value).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Date, time of day to the microsecond and distance from UTC. Empty for no time.</summary>
    public string Full(DateTimeOffset? instant) =>
        instant is null ? "" : Local(instant.Value).ToString("yyyy-MM-dd HH:mm:ss.ffffff zzz", CultureInfo.InvariantCulture);

    /// <summary>The time of day to the millisecond, with the date before it unless that is today.</summary>
    public string Exact(DateTimeOffset instant)
    {
        var local = Local(instant);
        return local.ToString(
            local.Date == Local(time.GetUtcNow()).Date ? "HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    private DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(_offset);
}
