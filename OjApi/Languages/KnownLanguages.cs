using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Oj.Contracts.Scheduling;
using OjApi.Storage;
using OjApi.Submissions;

namespace OjApi.Languages;

/// <summary>
/// <see cref="IKnownLanguages"/> remembered in the store. Read at start, after every announcement, and when somebody asks for
/// a language that another replica may have learned of meanwhile, at most once a second. Of two sandboxes with
/// different versions of a language, the one that announced last names it.
/// </summary>
internal sealed partial class KnownLanguages(OpenStore open, GroupCommit writes, TimeProvider time, ILogger<KnownLanguages> logger)
    : IKnownLanguages, IHostedService
{
    private static readonly TimeSpan RereadInterval = TimeSpan.FromSeconds(1);
    private volatile LanguageTable _table = ShippedLanguages.Table;
    private long _readAt;

    public IReadOnlyList<Language> All => _table.All;

    public Language? Find(int id) => _table.Find(id);

    /// <summary>Like <see cref="Find"/>, but reads the store again before it says that there is none.</summary>
    /// <exception cref="StoreUnavailableException">The language is not known here, and the store could not be asked.</exception>
    public async ValueTask<Language?> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (_table.Find(id) is { } language)
        {
            return language;
        }
        await RefreshAsync(cancellationToken);
        return _table.Find(id);
    }

    /// <summary>Takes in what other replicas learned, unless that was done a moment ago.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var readAt = Interlocked.Read(ref _readAt);
        if (time.GetElapsedTime(readAt) >= RereadInterval && Interlocked.CompareExchange(ref _readAt, time.GetTimestamp(), readAt) == readAt)
        {
            await ReadAsync(cancellationToken);
        }
    }

    public async Task AnnounceAsync(IReadOnlyCollection<Language> languages, CancellationToken cancellationToken)
    {
        var table = _table;
        if (table != ShippedLanguages.Table && languages.All(language => language.Equals(table.ByKey.GetValueOrDefault(language.Key))))
        {
            return;
        }
        var refused = await writes.WriteAsync(WriteOrder.Any, transaction => StoreAsync(transaction.Context, languages), cancellationToken);
        foreach (var (language, owner) in refused)
        {
            Log.IdTaken(logger, language.Key, owner.Key);
        }
        await ReadAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<List<(Language Language, Language Owner)>> StoreAsync(SubmissionContext context, IEnumerable<Language> languages)
    {
        var refused = new List<(Language Language, Language Owner)>();
        await context.LockLanguagesAsync();
        foreach (var language in languages)
        {
            var table = new LanguageTable(await LoadAsync(context, CancellationToken.None));
            var known = table.ByKey.GetValueOrDefault(language.Key);
            if (table.FindConflict(language) is { } owner)
            {
                refused.Add((language, owner));
            }
            else if (!language.Equals(known))
            {
                var row = new LanguageRow { Key = language.Key, Language = language.ToByteArray() };
                context.Entry(row).State = known is null ? EntityState.Added : EntityState.Modified;
                await context.SaveChangesAsync();
                context.ChangeTracker.Clear();
            }
        }
        return refused;
    }

    private static async Task<List<Language>> LoadAsync(SubmissionContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Languages.AsNoTracking().OrderBy(row => row.Key).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => Language.Parser.ParseFrom(row.Language));
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var languages = await open.ReadAsync(context => LoadAsync(context, cancellationToken));
        if (languages.Count > 0)
        {
            _table = new LanguageTable(languages);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Warning, "Language {Key} is not usable: {Owner} already has one of its ids", EventName = "LanguageIdTaken")]
        public static partial void IdTaken(ILogger logger, string key, string owner);
    }
}
