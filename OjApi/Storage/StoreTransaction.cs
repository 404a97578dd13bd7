using Microsoft.EntityFrameworkCore;

namespace OjApi.Storage;

/// <summary>
/// One transaction while writes are gathered in it. What is alike for all of them is done once, at its end: new rows go out
/// together, and outcomes are numbered last, because numbering locks the counter that every replica needs until the commit.
/// </summary>
internal sealed class StoreTransaction(SubmissionContext context)
{
    private readonly List<Guid> _finals = [];

    public SubmissionContext Context => context;

    /// <summary>What the commit tells the other replicas.</summary>
    public Notices Notices { get; private set; }

    /// <summary>This submission has got its outcome in this transaction.</summary>
    public void BecameFinal(Guid token)
    {
        _finals.Add(token);
        Notices |= Notices.Final;
    }

    /// <summary>Submissions were left to others in this transaction.</summary>
    public void LeftSome() => Notices |= Notices.Left;

    /// <summary>Callbacks became due in this transaction.</summary>
    public void CallbacksAreDue() => Notices |= Notices.Callbacks;

    /// <summary>The statements that all writes share. Afterwards only the commit is left to do.</summary>
    public async Task CompleteAsync()
    {
        await context.SaveChangesAsync();
        if (_finals.Count > 0)
        {
            if (await Outbox.AddAsync(context, _finals))
            {
                CallbacksAreDue();
            }
            await NumberFinalsAsync();
        }
    }

    /// <summary>Numbers rise in commit order: who has the counter has it until its commit.</summary>
    private async Task NumberFinalsAsync()
    {
        var count = _finals.Count;
        var last = await context.Database
            .SqlQuery<long>($"""UPDATE final_counter SET "Value" = "Value" + {count} RETURNING "Value" """).ToListAsync();
        var before = last.Single() - count;
        if (_finals is [var only])
        {
            await context.Submissions.Where(row => row.Token == only)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.FinalSequence, before + 1));
            return;
        }
        await context.Submissions.Where(row => _finals.Contains(row.Token)).ExecuteUpdateAsync(update => update.SetProperty(
            row => row.FinalSequence,
            row => before + context.Submissions.Count(other => _finals.Contains(other.Token) && other.Id <= row.Id)));
    }
}
