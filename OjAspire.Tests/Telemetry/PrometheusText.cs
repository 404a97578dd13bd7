using System.Globalization;
using System.Text.RegularExpressions;

namespace OjAspire.Tests.Telemetry;

/// <summary>
/// A page in Prometheus' text format 0.0.4, read strictly: every sample belongs to the family declared right before it, no
/// series occurs twice, names, labels and numbers are well formed, and buckets of a histogram do not fall.
/// </summary>
internal sealed partial class PrometheusText
{
    private static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, Sample> _samples = [];

    private PrometheusText()
    {
    }

    internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

    /// <summary>Type of each family.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    public IReadOnlyCollection<Sample> Samples => _samples.Values;

    public static PrometheusText Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var page = new PrometheusText();
        var family = "";
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (Header().Match(line) is { Success: true } header)
            {
                family = header.Groups["family"].Value;
                if (header.Groups["word"].Value == "TYPE")
                {
                    Assert.True(page._types.TryAdd(family, header.Groups["rest"].Value), $"twice: {line}");
                    Assert.Contains(header.Groups["rest"].Value, (string[])["counter", "gauge", "histogram", "summary", "untyped"]);
                }
            }
            else
            {
                page.Add(line, family);
            }
        }

        page.CheckBuckets();
        return page;
    }

    private void Add(string line, string family)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"not a sample: {line}");
        var name = match.Groups["name"].Value;
        var names = _types.GetValueOrDefault(family) == "histogram" ? HistogramParts.Select(part => family + part) : [family];
        Assert.True(names.Contains(name), $"a sample outside of its family {family}: {line}");
        var labels = match.Groups["label"].Captures.Zip(match.Groups["value"].Captures).ToDictionary(pair => pair.First.Value, pair => pair.Second.Value);
        var value = match.Groups["number"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            var number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        var series = $"{name}{{{string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal))}}}";
        Assert.True(_samples.TryAdd(series, new Sample(name, labels, value)), $"twice: {line}");
    }

    private void CheckBuckets()
    {
        var histograms = Samples.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).GroupBy(sample =>
            sample.Name + string.Join(',', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key, StringComparer.Ordinal)));
        Assert.All(histograms, buckets =>
        {
            Assert.Equal("+Inf", buckets.Last().Labels["le"]);
            Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
        });
    }

    [GeneratedRegex(@"^# (?<word>HELP|TYPE) (?<family>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<rest>.+)$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\]|\\[\\n""])*)"",?)*\})? (?<number>\S+)( -?\d+)?$")]
    private static partial Regex Line();
}
