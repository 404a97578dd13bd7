using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Threading.Channels;
using OjAspire.Benchmarks.Streams.Subjects;

namespace OjAspire.Benchmarks.Streams;

/// <summary>The process that is measured, seen from the one that loads it.</summary>
internal sealed class SubjectProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _role;
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();

    private SubjectProcess(Process process, string role)
    {
        _process = process;
        _role = role;
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>Starts this very program in another role.</summary>
    public static SubjectProcess Start(string role, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        start.ArgumentList.Add(Subject.Command);
        start.ArgumentList.Add(role);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var subject = new SubjectProcess(new Process { StartInfo = start }, role);
        subject._process.OutputDataReceived += (_, line) => subject.Printed(line.Data);
        subject._process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : $"{role}: {line.Data}\n");
        subject._process.Start();
        subject._process.BeginOutputReadLine();
        subject._process.BeginErrorReadLine();
        return subject;
    }

    /// <summary>Has the process collect its garbage and say what it uses.</summary>
    /// <exception cref="ChannelClosedException">It has ended by itself.</exception>
    public async Task<Usage> MeasureAsync()
    {
        await _process.StandardInput.WriteLineAsync("measure");
        await _process.StandardInput.FlushAsync();
        var answer = await _answers.Reader.ReadAsync();
        var figures = answer.Split(' ').Skip(1).Select(figure => long.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        return new Usage(figures[0], figures[1], TimeSpan.FromMilliseconds(figures[2]));
    }

    /// <summary>Processor time used so far; asking costs the process nothing.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Its log comes the same way and is read too, or the process would wait for room in the pipe.
    private void Printed(string? line)
    {
        if (line is null)
        {
            _answers.Writer.Complete(new InvalidOperationException($"the {_role} has ended by itself"));
        }
        else if (line.StartsWith(Subject.Mark, StringComparison.Ordinal))
        {
            _answers.Writer.TryWrite(line);
        }
    }
}
