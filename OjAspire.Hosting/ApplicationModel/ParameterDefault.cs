namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a parameter's value when configuration does not.</summary>
public abstract class ParameterDefault
{
    /// <summary>A value; a generator gives a new one each time.</summary>
    public abstract string GetDefaultValue();
}
