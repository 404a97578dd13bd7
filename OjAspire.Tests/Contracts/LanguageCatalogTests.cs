using Oj.Contracts.Languages;

namespace OjAspire.Tests.Contracts;

public sealed class LanguageCatalogTests
{
    [Fact]
    public void Shipped_languages_have_unique_keys_and_unique_ids()
    {
        Assert.Equal(LanguageCatalog.Shipped.Count, LanguageCatalog.Shipped.DistinctBy(language => language.Key).Count());
        Assert.Equal(LanguageCatalog.Shipped.Sum(language => language.Ids.Count), LanguageCatalog.Shipped.SelectMany(language => language.Ids).Distinct().Count());
    }
}
