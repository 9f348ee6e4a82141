using System.Net;
using System.Net.Http.Headers;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>
/// A server that answers GET and PUT: Bazel's remote cache protocol over HTTP, which bazel-remote and nginx with <c>dav_methods PUT</c> serve.
/// </summary>
/// <param name="root">Ends in a slash; without credentials.</param>
internal sealed class HttpStore(Uri root, AuthenticationHeaderValue? credentials, HttpLimits limits) : ISharedStore
{
    // No redirects: credentials are for this server alone.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = limits.Connect,
        AllowAutoRedirect = false,
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = credentials },
    };

    public bool TryRead(string name, string target, long most) =>
        Bounded(most, cancellation => Get(name, target, most, cancellation));

    public void Write(string name, string source) =>
        Bounded(new FileInfo(source).Length, cancellation => Put(name, source, cancellation));

    public void Dispose() => _client.Dispose();

    private async Task<bool> Get(string name, string target, long most, CancellationToken cancellation)
    {
        using var response = await _client.GetAsync(new Uri(root, name), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return false;
        Check(response, "GET");
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        await BoundedCopy.Run(content, target, most, cancellation);
        return true;
    }

    private async Task<bool> Put(string name, string source, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(source);
        using var content = new StreamContent(file);
        using var response = await _client.PutAsync(new Uri(root, name), content, cancellation);
        Check(response, "PUT");
        return true;
    }

    private static void Check(HttpResponseMessage response, string method)
    {
        if (!response.IsSuccessStatusCode)
            throw new IOException($"{method} was answered with status {(int)response.StatusCode}");
    }

    private bool Bounded(long bytes, Func<CancellationToken, Task<bool>> transfer)
    {
        using var deadline = new CancellationTokenSource(limits.Transfer(bytes));
        try
        {
            return transfer(deadline.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new IOException(deadline.IsCancellationRequested ? "it took too long to answer" : "it took too long to connect");
        }
        catch (HttpRequestException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }
}
