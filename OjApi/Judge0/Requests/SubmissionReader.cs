using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using Oj.Contracts.Scheduling;
using OjApi.Languages;
using OjApi.Submissions;
using static OjApi.Judge0.Requests.SubmissionFieldNames;

namespace OjApi.Judge0.Requests;

/// <summary>Makes a validated submission of the fields a client sent, or says everything that is wrong with them.</summary>
internal sealed class SubmissionReader(IOptions<Judge0Options> options, KnownLanguages languages, QueueFields queue, CallbackField callback)
{
    private const int MaxWordsLength = 512;
    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n\v\f"u8);
    private readonly Judge0Options _options = options.Value;

    /// <summary>Validates one submission.</summary>
    /// <param name="request">The request that it came in.</param>
    /// <param name="isBase64">Whether source code, standard input and expected output are in base64.</param>
    /// <returns>The submission, or <see langword="null"/> when <paramref name="errors"/> has got any.</returns>
    public async Task<NewSubmission?> ReadAsync(RequestFields fields, HttpRequest request, bool isBase64, FieldErrors errors)
    {
        var reader = new FieldReader(fields, errors);
        var (id, language) = await ReadLanguageAsync(reader, errors, request.HttpContext.RequestAborted);
        var spec = new JobSpec
        {
            LanguageKey = language?.Key ?? "",
            SourceCode = ReadSource(reader, isBase64, errors),
            Stdin = reader.Bytes(Stdin, isBase64) ?? ByteString.Empty,
            CompilerOptions = ReadCompilerOptions(reader, language, errors),
            CommandLineArguments = ReadArguments(reader, errors),
            Limits = ReadLimits(reader, errors),
            NumberOfRuns = (uint)reader.Integer(NumberOfRuns, _options.Limits.NumberOfRuns, 1, _options.Limits.MaxNumberOfRuns, isExclusive: true),
            RedirectStderrToStdout = reader.Flag(RedirectStderrToStdout, _options.Limits.RedirectStderrToStdout),
            AdditionalFiles = ReadAdditionalFiles(reader, errors),
        };
        if (reader.Bytes(ExpectedOutput, isBase64) is { } expected)
        {
            spec.ExpectedOutput = expected;
        }
        if (reader.Flag(EnableNetwork, byDefault: false))
        {
            errors.Add(EnableNetwork, "enabling network is not allowed");
        }
        var receiver = callback.Read(reader, errors);
        var tenant = queue.ReadTenant(reader, request, errors);
        var priority = queue.ReadPriority(reader, request, errors);
        return errors.IsEmpty ? new NewSubmission(id, spec, receiver, tenant, priority) : null;
    }

    private async ValueTask<(int Id, Language? Language)> ReadLanguageAsync(FieldReader reader, FieldErrors errors, CancellationToken cancellationToken)
    {
        var id = reader.Id(LanguageId);
        var language = id is null ? null : await languages.FindAsync(id.Value, cancellationToken);
        if (id is not null && language is null)
        {
            errors.Add(LanguageId, $"language with id {id} doesn't exist");
        }
        return (id ?? 0, language);
    }

    private static ByteString ReadSource(FieldReader reader, bool isBase64, FieldErrors errors)
    {
        var source = reader.Bytes(SourceCode, isBase64) ?? ByteString.Empty;
        if (source.Span.IndexOfAnyExcept(Blank) < 0)
        {
            errors.Add(SourceCode, "can't be blank");
        }
        else if (source.Span.Contains((byte)0))
        {
            errors.Add(SourceCode, "must not contain null bytes");
        }
        return source;
    }

    private string ReadCompilerOptions(FieldReader reader, Language? language, FieldErrors errors)
    {
        var words = reader.Words(CompilerOptions, MaxWordsLength);
        if (words.Length > 0 && !_options.EnableCompilerOptions)
        {
            errors.Add(CompilerOptions, "setting compiler options is not allowed");
        }
        else if (words.Length > 0 && language is { CompileCommand: "" })
        {
            errors.Add(CompilerOptions, "setting compiler options is only allowed for compiled languages");
        }
        return words;
    }

    private string ReadArguments(FieldReader reader, FieldErrors errors)
    {
        var words = reader.Words(CommandLineArguments, MaxWordsLength);
        if (words.Length > 0 && !_options.EnableCommandLineArguments)
        {
            errors.Add(CommandLineArguments, "setting command line arguments is not allowed");
        }
        return words;
    }

    private ByteString ReadAdditionalFiles(FieldReader reader, FieldErrors errors)
    {
        if (reader.Text(AdditionalFiles) is not { Length: > 0 } text)
        {
            return ByteString.Empty;
        }
        if (!_options.EnableAdditionalFiles)
        {
            errors.Add(AdditionalFiles, "setting additional files is not allowed");
            return ByteString.Empty;
        }
        var archive = RubyBase64.Decode(text);
        if (AdditionalFilesCheck.FindFault(archive, _options.MaxExtractSize, _options.MaxExtractEntries) is { } fault)
        {
            errors.Add(AdditionalFiles, fault);
        }
        return UnsafeByteOperations.UnsafeWrap(archive);
    }

    private Limits ReadLimits(FieldReader reader, FieldErrors errors)
    {
        var limits = _options.Limits;
        return new Limits
        {
            CpuTime = Duration.FromTimeSpan(reader.Seconds(CpuTimeLimit, limits.CpuTimeLimit, 0, limits.MaxCpuTimeLimit)),
            CpuExtraTime = Duration.FromTimeSpan(reader.Seconds(CpuExtraTime, limits.CpuExtraTime, 0, limits.MaxCpuExtraTime)),
            WallTime = Duration.FromTimeSpan(reader.Seconds(WallTimeLimit, limits.WallTimeLimit, 1, limits.MaxWallTimeLimit)),
            MemoryKib = (ulong)reader.Integer(MemoryLimit, limits.MemoryLimit, 2048, limits.MaxMemoryLimit),
            StackKib = (ulong)reader.Integer(StackLimit, limits.StackLimit, 0, limits.MaxStackLimit),
            Processes = (uint)reader.Integer(
                MaxProcessesAndOrThreads, limits.MaxProcessesAndOrThreads, 1, limits.MaxMaxProcessesAndOrThreads, isExclusive: true),
            FileSizeKib = (ulong)reader.Integer(MaxFileSize, limits.MaxFileSize, 0, limits.MaxMaxFileSize),
            PerProcessTime = ReadPerProcess(
                reader, errors, PerProcessTimeLimit, limits.EnablePerProcessAndThreadTimeLimit, limits.AllowEnablePerProcessAndThreadTimeLimit),
            PerProcessMemory = ReadPerProcess(
                reader, errors, PerProcessMemoryLimit, limits.EnablePerProcessAndThreadMemoryLimit, limits.AllowEnablePerProcessAndThreadMemoryLimit),
        };
    }

    private static bool ReadPerProcess(FieldReader reader, FieldErrors errors, string name, bool byDefault, bool isAllowed)
    {
        var isEnabled = reader.Flag(name, byDefault);
        if (isEnabled && !byDefault && !isAllowed)
        {
            errors.Add(name, "this option cannot be enabled");
        }
        return isEnabled;
    }
}
