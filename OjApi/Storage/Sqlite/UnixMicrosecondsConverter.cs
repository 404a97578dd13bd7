using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OjApi.Storage.Sqlite;

/// <summary>Stores a point in time as microseconds since 1970 UTC, the resolution PostgreSQL has too.</summary>
internal sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    microseconds => new DateTimeOffset((microseconds * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero));
