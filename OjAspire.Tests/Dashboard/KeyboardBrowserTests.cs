using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>Keys that lead from anywhere to a page, and the way around without a mouse.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class KeyboardBrowserTests(RunningDashboard running)
{
    [Fact]
    public async Task A_letter_leads_to_its_page_but_not_while_something_is_being_typed()
    {
        await using var visitor = await running.OpenAsync("/");
        await Expect(visitor.Row("oj-sandbox")).ToBeVisibleAsync();

        await visitor.Page.Keyboard.PressAsync("c");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Console logs" })).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("r");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Resources" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter" }).ClickAsync();
        await visitor.Page.Keyboard.TypeAsync("sc");

        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/\?filter=sc$"));
    }

    [Fact]
    public async Task A_question_mark_opens_the_help_and_escape_closes_it()
    {
        await using var visitor = await running.OpenAsync("/");
        await Expect(visitor.Row("oj-sandbox")).ToBeVisibleAsync();

        await visitor.Page.Keyboard.PressAsync("?");
        await Expect(visitor.Page.GetByText("Keyboard shortcuts")).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("c");
        await Expect(visitor.Page.GetByText("Keyboard shortcuts")).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page.GetByText("Keyboard shortcuts")).ToBeHiddenAsync();
        await Expect(visitor.Page).ToHaveURLAsync(running.Process.Address.ToString());
    }

    [Fact]
    public async Task The_first_stop_of_the_tab_key_leads_to_the_content()
    {
        await using var visitor = await running.OpenAsync("/");
        await Expect(visitor.Row("oj-sandbox")).ToBeVisibleAsync();
        await visitor.Page.EvaluateAsync("document.activeElement.blur()");

        await visitor.Page.Keyboard.PressAsync("Tab");
        var skip = visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("main")).ToBeFocusedAsync();
    }
}
