using Microsoft.Extensions.Options;
using Oj.Contracts.Languages;
using OjSandbox.Judging;
using OjSandbox.Judging.Sickness;
using OjSandbox.Languages;

namespace OjAspire.Tests.Judging.Sickness;

public sealed class ConditionTests
{
    private readonly Condition _condition = new(Options.Create(new SicknessOptions()));

    private Fitness Fitness => _condition.Describe(new Fitness([]));

    [Fact]
    public void Sandbox_that_was_never_examined_takes_no_work_and_is_to_be_examined_as_a_whole()
    {
        Assert.Equal(Condition.NotTried, Fitness.WithdrawnBecause);
        Assert.True(_condition.Order is { IsWhole: true, Attempt: 0 });
    }

    [Fact]
    public void Passed_examination_makes_it_take_work_in_what_was_found()
    {
        Start("cpp", "py");

        Assert.True(Fitness.TakesJobs);
        Assert.Equal(["cpp", "py"], Fitness.Languages.Select(language => language.Key));
        Assert.Null(_condition.Order);
    }

    [Fact]
    public void Failure_puts_its_language_in_doubt_until_an_examination_has_cleared_it()
    {
        Start("cpp", "py");

        _condition.Failed("cpp", "program 1", "disk full");
        Assert.False(Fitness.TakesJobs);
        Assert.Null(Fitness.WithdrawnBecause);
        var order = _condition.Order!;
        Assert.Equal((false, null), (order.IsWhole, order.Attempt));
        Assert.Equal(["cpp"], order.Languages);
        _condition.Examined(order, Found(["cpp"]));

        Assert.True(Fitness.TakesJobs);
        Assert.Null(_condition.Order);
    }

    [Fact]
    public void Three_failures_in_a_row_withdraw_it_whatever_examinations_say_in_between_and_the_reasons_are_named()
    {
        Start("cpp", "py");

        Fail("cpp", "program 1", "no memory");
        Fail("py", "program 2", "disk full");
        Assert.Null(Fitness.WithdrawnBecause);
        _condition.Failed("cpp", "program 3", "broken pipe");

        Assert.Equal("3 failures in a row: no memory; disk full; broken pipe", Fitness.WithdrawnBecause);
        Assert.Equal((true, 0), (_condition.Order!.IsWhole, _condition.Order.Attempt));
    }

    [Fact]
    public void Verdict_begins_the_count_again()
    {
        Start("cpp", "py");
        for (var round = 0; round < 5; round++)
        {
            Fail("cpp", "program 1", "no memory");
            Fail("cpp", "program 2", "no memory");
            _condition.Judged("cpp");
        }

        Assert.Null(Fitness.WithdrawnBecause);
        Assert.Empty(Fitness.Broken);
    }

    [Fact]
    public void Program_that_nobody_can_judge_counts_once_however_often_it_comes()
    {
        Start("cpp", "py");
        for (var round = 0; round < 5; round++)
        {
            Fail("cpp", "program 1", "no memory");
        }

        Fail("cpp", "program 2", "no memory");
        Assert.True(Fitness.TakesJobs);
    }

    [Fact]
    public void Examinations_that_fail_count_as_failures_so_that_no_more_jobs_have_to()
    {
        Start("cpp", "py");

        _condition.Failed("cpp", "program 1", "no box");
        _condition.Examined(_condition.Order!, ExaminationOutcome.Failed("still no box"));
        Assert.Null(Fitness.WithdrawnBecause);
        _condition.Examined(_condition.Order!, ExaminationOutcome.Failed("still no box"));

        Assert.Equal("3 failures in a row: no box; still no box", Fitness.WithdrawnBecause);
    }

    [Fact]
    public void Language_that_alone_does_not_work_is_withdrawn_and_the_sandbox_works_on()
    {
        Start("cpp", "py");

        _condition.Failed("py", "program 1", "no interpreter");
        _condition.Examined(_condition.Order!, Found(["py"], ("py", "no interpreter")));
        _condition.Examined(_condition.Order!, Found(["py"], ("py", "no interpreter")));

        Assert.True(Fitness.TakesJobs);
        Assert.Equal(["cpp"], Fitness.Languages.Select(language => language.Key));
        Assert.Equal("Language 'py' is withdrawn: 3 failures in a row: no interpreter", Fitness.Remark);
        Assert.Equal(["py"], _condition.Order!.Languages);
        Assert.Equal((false, 0), (_condition.Order.IsWhole, _condition.Order.Attempt));
    }

    [Fact]
    public void Failures_in_one_language_between_verdicts_in_others_withdraw_that_language_alone()
    {
        Start("cpp", "py");
        for (var program = 0; program < 3; program++)
        {
            Fail("py", $"program {program}", "no interpreter");
            _condition.Judged("cpp");
        }

        Assert.Equal(["py"], Fitness.Broken.Keys);
        Assert.True(Fitness.TakesJobs);
    }

    [Fact]
    public void Withdrawn_language_comes_back_when_it_is_found_to_work_and_its_pauses_begin_again_with_a_verdict_in_it()
    {
        Start("cpp", "py");
        WithdrawPython();
        _condition.Examined(_condition.Order!, Found([]));
        _condition.Judged("cpp");
        Assert.Equal(1, _condition.Order!.Attempt);
        Assert.Equal("it is not found on this machine any more.", Fitness.Broken["py"]);

        _condition.Examined(_condition.Order!, Found(["py"]));
        Assert.Equal(["cpp", "py"], Fitness.Languages.Select(language => language.Key));
        Assert.Null(_condition.Order);
        WithdrawPython();
        Assert.Equal(2, _condition.Order!.Attempt);
        _condition.Examined(_condition.Order!, Found(["py"]));
        _condition.Judged("py");
        WithdrawPython();

        Assert.Equal(0, _condition.Order!.Attempt);
    }

    [Fact]
    public void Withdrawn_sandbox_stays_so_while_examinations_fail_and_says_what_they_found()
    {
        Start("cpp", "py");
        Withdraw();

        _condition.Examined(_condition.Order!, ExaminationOutcome.Failed("no memory"));
        Assert.Equal("3 failures in a row: no memory It was so when examined since.", Fitness.WithdrawnBecause);
        _condition.Examined(_condition.Order!, ExaminationOutcome.Failed("no bubblewrap"));

        Assert.Equal("3 failures in a row: no memory When examined since: no bubblewrap", Fitness.WithdrawnBecause);
        Assert.Equal(2, _condition.Order!.Attempt);
    }

    [Fact]
    public void Withdrawn_sandbox_comes_back_without_the_language_that_made_it_sick()
    {
        Start("cpp", "py");
        Withdraw();

        _condition.Examined(_condition.Order!, Found(["cpp", "py"], ("cpp", "no compiler")));

        Assert.True(Fitness.TakesJobs);
        Assert.Equal(["py"], Fitness.Languages.Select(language => language.Key));
        Assert.Equal(["cpp"], _condition.Order!.Languages);
    }

    [Fact]
    public void Sandbox_in_which_no_language_works_takes_no_work()
    {
        Start("py");

        WithdrawPython();
        Assert.StartsWith("No language works here.", Fitness.WithdrawnBecause, StringComparison.Ordinal);
        _condition.Examined(_condition.Order!, Found(["py"]));

        Assert.True(Fitness.TakesJobs);
    }

    [Fact]
    public void Relapse_before_any_verdict_makes_the_pauses_go_on_growing()
    {
        Start("cpp", "py");
        Withdraw();
        _condition.Examined(_condition.Order!, Found(["cpp", "py"]));
        Withdraw();
        Assert.Equal(1, _condition.Order!.Attempt);

        _condition.Examined(_condition.Order!, Found(["cpp", "py"]));
        _condition.Judged("py");
        Withdraw();

        Assert.Equal(0, _condition.Order!.Attempt);
    }

    [Fact]
    public void What_was_found_before_it_withdrew_brings_it_not_back()
    {
        Start("cpp", "py");
        _condition.Failed("cpp", "program 1", "no memory");
        var early = _condition.Order!;
        Withdraw();

        _condition.Examined(early, Found(["cpp"]));

        Assert.NotNull(Fitness.WithdrawnBecause);
    }

    private static ExaminationOutcome Found(IEnumerable<string> languages, params IEnumerable<(string Key, string Reason)> failed) => new(
        null,
        [.. languages.Select(key => new InstalledLanguage(LanguageCatalog.Shipped.Single(language => language.Key == key), "1", new Dictionary<string, string>()))],
        failed.ToDictionary(each => each.Key, each => each.Reason));

    private void Start(params IEnumerable<string> languages) => _condition.Examined(_condition.Order!, Found(languages));

    /// <summary>A failure that the examination after it does not find.</summary>
    private void Fail(string languageKey, string program, string reason)
    {
        _condition.Failed(languageKey, program, reason);
        if (_condition.Order is { IsWhole: false, Attempt: null } order)
        {
            _condition.Examined(order, Found(order.Languages));
        }
    }

    private void Withdraw()
    {
        for (var program = 1; program <= 3; program++)
        {
            _condition.Failed("cpp", $"program {program}", "no memory");
        }

        Assert.NotNull(Fitness.WithdrawnBecause);
    }

    private void WithdrawPython()
    {
        _condition.Failed("py", "program 1", "no interpreter");
        while (_condition.Order is { IsWhole: false, Attempt: null } order)
        {
            _condition.Examined(order, Found(["py"], ("py", "no interpreter")));
        }
    }
}
