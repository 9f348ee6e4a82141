using System.Net.Http.Headers;
using System.Text;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>Where the shared cache is: a folder or a server. Credentials never show in its text.</summary>
internal sealed record SharedCacheAddress
{
    /// <summary>Holds <c>user:password</c> for a server, for those who keep them out of the address.</summary>
    public const string CredentialsVariable = "PRUNEONBUILD_SHARED_CACHE_CREDENTIALS";

    private readonly string? _credentials;

    private SharedCacheAddress(string shown, Uri? server, string? credentials) => (Shown, Server, _credentials) = (shown, server, credentials);

    /// <summary>For people and logs.</summary>
    public string Shown { get; }

    /// <summary>Ends in a slash; null: a folder.</summary>
    private Uri? Server { get; }

    /// <param name="environment">The value of an environment variable.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1922: it is none.</exception>
    public static SharedCacheAddress Parse(string text, Func<string, string?> environment)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
            return new SharedCacheAddress(Path.GetFullPath(text), null, null);
        string shown = WithoutCredentials(text);
        string given = Credentials(text);
        // With a slash in them they are no credentials, but the address may hold some all the same.
        bool isServer = Uri.TryCreate(shown, UriKind.Absolute, out var server)
            && (server.Scheme == Uri.UriSchemeHttp || server.Scheme == Uri.UriSchemeHttps)
            && server is { UserInfo: "", Query: "", Fragment: "" }
            && !given.Contains('/');
        return isServer
            ? new SharedCacheAddress(
                shown,
                new Uri($"{server!.AbsoluteUri.TrimEnd('/')}/"),
                given.Length > 0 ? Uri.UnescapeDataString(given) : environment(CredentialsVariable))
            : throw SharedCacheErrors.WrongAddress(shown);
    }

    /// <summary>The text without what stands between <c>://</c> and <c>@</c>, be it a good address or not.</summary>
    public static string WithoutCredentials(string text) =>
        Credentials(text) is { Length: > 0 } credentials ? text.Replace($"{credentials}@", "", StringComparison.Ordinal) : text;

    public ISharedStore Open(HttpLimits limits) =>
        Server is null ? new FolderStore(Shown) : new HttpStore(Server, Authorization(), limits);

    public override string ToString() => Shown;

    private static string Credentials(string text)
    {
        int start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = text.LastIndexOf('@');
        return start > 2 && end > start ? text[start..end] : "";
    }

    private AuthenticationHeaderValue? Authorization() => string.IsNullOrEmpty(_credentials)
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(_credentials)));
}
