using YamlDotNet.Serialization;

internal sealed class PodDisruptionBudgetSpec
{
    [YamlMember(Alias = "maxUnavailable")]
    public int? MaxUnavailable { get; set; }
}
