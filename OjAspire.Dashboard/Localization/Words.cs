namespace OjAspire.Dashboard.Localization;

/// <summary>Names the resource files of every text on the pages: <c>Words.resx</c> (English) and <c>Words.zh-TW.resx</c>.</summary>
public sealed class Words;
