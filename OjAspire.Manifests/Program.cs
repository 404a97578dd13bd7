using OjAspire.Manifests;

const string Namespace = "oj-api";

if (args is not [var chartFolder, var outputFolder])
{
    Console.Error.WriteLine("Usage: OjAspire.Manifests CHART_FOLDER OUTPUT_FOLDER");
    Console.Error.WriteLine("Turns a published Helm chart into plain manifests for kubectl apply -k.");
    return 2;
}

try
{
    var chart = Chart.Read(chartFolder);
    var written = KustomizeWriter.Write(PlainObjects.From(chart), PlainObjects.Secrets(chart), Namespace, outputFolder);
    Console.WriteLine($"{written} objects in {outputFolder}");
    return 0;
}
catch (InvalidDataException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
