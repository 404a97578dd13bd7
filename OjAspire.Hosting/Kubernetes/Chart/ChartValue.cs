namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>A value that a template takes from values.yaml.</summary>
/// <param name="Section">Section of values.yaml that it is in.</param>
/// <param name="Key">Its key there.</param>
/// <param name="Value">What is written there; empty where the one who installs has to fill it in.</param>
internal sealed record ChartValue(string Section, string Key, string Value);
