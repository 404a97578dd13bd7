using System.Reflection;
using OjAspire.Tests.Engines;

namespace OjAspire.Tests.Hosting;

/// <summary>The list of Aspire's members; only here are all tests compiled that may use them.</summary>
public sealed class AspireListTests
{
    [Fact]
    public void Nothing_is_listed_that_is_not_used()
    {
        var used = new[] { "OjAspire.AppHost", "OjAspire.Tests" }.SelectMany(user => AspireUse.Of(Assembly.Load(user)));

        AspireList.AssertNone("listed and not used", AspireList.Members.SelectMany(each => each).Except(used));
    }
}
