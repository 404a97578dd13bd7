namespace OjApi.Judge0;

/// <summary>What the REST interface allows, and to whom; configuration section <c>Judge0</c>.</summary>
internal sealed class Judge0Options
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Judge0";

    /// <summary>Header, and query parameter, that carries the authentication token. Default X-Auth-Token.</summary>
    public string AuthenticationHeader { get; set; } = "X-Auth-Token";

    /// <summary>Tokens, separated by spaces, one of which every request must carry. Empty (default): no authentication.</summary>
    public string AuthenticationToken { get; set; } = "";

    /// <summary>Header, and query parameter, that carries the authorization token. Default X-Auth-User.</summary>
    public string AuthorizationHeader { get; set; } = "X-Auth-User";

    /// <summary>
    /// Tokens, separated by spaces, one of which listing, deleting and rejudging submissions needs. Empty (default): nobody may.
    /// </summary>
    public string AuthorizationToken { get; set; } = "";

    /// <summary>Origins, separated by spaces, whose pages may call this interface. Default * (every page).</summary>
    public string AllowOrigin { get; set; } = "*";

    /// <summary>Whether new submissions are refused with <see cref="MaintenanceMessage"/>. Default false.</summary>
    public bool MaintenanceMode { get; set; }

    /// <summary>What is said in maintenance mode. Default "Judge0 is currently in maintenance."; 1 to 1,000 characters.</summary>
    public string MaintenanceMessage { get; set; } = "Judge0 is currently in maintenance.";

    /// <summary>Whether <c>wait=true</c> is allowed. Default true.</summary>
    public bool EnableWaitResult { get; set; } = true;

    /// <summary>How long <c>wait=true</c> waits before it answers with the state so far. Default 5 min; 1 s to 1 h.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Clients that follow a submission at this replica at once; more are told to try again later. Default 1,000; 1 to 100,000.</summary>
    public int MaxFollowers { get; set; } = 1_000;

    /// <summary>
    /// How often a client that follows a submission hears that the connection is still there. Shorter than proxies in between let a
    /// connection be silent. Default 15 s; 1 s to 5 min.
    /// </summary>
    public TimeSpan FollowHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether a submission may name a receiver of its outcome; how it is sent: <c>Judge0:Callbacks</c>. Default true.</summary>
    public bool EnableCallbacks { get; set; } = true;

    /// <summary>How long a request that repeats an <c>Idempotency-Key</c> gets the answer of the first. Default 24 h; 1 min to 30 days.</summary>
    public TimeSpan IdempotencyKeyLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether compiler options are allowed for compiled languages. Default true.</summary>
    public bool EnableCompilerOptions { get; set; } = true;

    /// <summary>Whether command line arguments are allowed. Default true.</summary>
    public bool EnableCommandLineArguments { get; set; } = true;

    /// <summary>
    /// Whether naming a tenant or a priority needs the authorization token. Default false: whoever may submit may name them.
    /// </summary>
    public bool RestrictTenantAndPriority { get; set; }

    /// <summary>
    /// Whether cancelling an unfinished submission needs the authorization token. Default false: whoever knows its token may.
    /// </summary>
    public bool RestrictCancel { get; set; }

    /// <summary>Whether authorized clients may delete final submissions. Default false.</summary>
    public bool EnableSubmissionDelete { get; set; }

    /// <summary>Whether a submission may bring additional files. Default true.</summary>
    public bool EnableAdditionalFiles { get; set; } = true;

    /// <summary>Extracted size of additional files, in KiB. Default 10,240; 1 to 1,048,576.</summary>
    public int MaxExtractSize { get; set; } = 10_240;

    /// <summary>Files and directories in additional files. Default 1,000; 1 to 100,000.</summary>
    public int MaxExtractEntries { get; set; } = 1_000;

    /// <summary>Whether batches are allowed. Default true.</summary>
    public bool EnableBatchedSubmissions { get; set; } = true;

    /// <summary>Submissions in one batch. Default 20; 1 to 1,000.</summary>
    public int MaxSubmissionBatchSize { get; set; } = 20;

    /// <summary>Submissions on one page of the list. Default 100; 1 to 10,000.</summary>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Body of one request, in bytes. Default 16 MiB; 1 KiB to 1 GiB.</summary>
    public int MaxRequestBodySize { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Bodies of all requests that are being answered, in bytes: what does not fit is told to come again. What is made of a body
    /// takes a few times its size. Default 128 MiB; <see cref="MaxRequestBodySize"/> to 1 TiB.
    /// </summary>
    public long MaxBodySizeAtOnce { get; set; } = 128 * 1024 * 1024;

    /// <summary>What clients are told to wait before they try again when there is no room or no store. Default 2 s; 1 s to 1 h.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long statistics are kept before they are counted again. Default 10 min; 1 s to 1 day.</summary>
    public TimeSpan StatisticsCacheDuration { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Limits of a run: what a submission gets that asks for nothing, and the most it may ask for.</summary>
    public LimitOptions Limits { get; set; } = new();
}
