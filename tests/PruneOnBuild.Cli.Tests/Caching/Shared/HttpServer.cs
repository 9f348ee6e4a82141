using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

/// <summary>A server that keeps what is put and gives it back, in this process; answers may be made wrong.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ManualResetEventSlim _end = new();

    public HttpServer()
    {
        Address = $"http://127.0.0.1:{FreePort()}/prune";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Address { get; }

    /// <summary>By name, such as <c>ac/0f3a...</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>Method and name of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The header Authorization of the last request.</summary>
    public string? Authorization { get; private set; }

    /// <summary>Answers in the server's place; false: let the server answer.</summary>
    public Func<HttpListenerContext, bool> Fault { get; set; } = _ => false;

    /// <summary>An answer that never comes.</summary>
    public bool Hang(HttpListenerContext context)
    {
        _end.Wait();
        context.Response.Abort();
        return true;
    }

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _end.Set();
        _listener.Close();
        _end.Dispose();
    }

    private void Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(_listener.GetContext());
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client or the test has gone.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string name = context.Request.Url!.AbsolutePath["/prune/".Length..];
        Requests.Enqueue($"{context.Request.HttpMethod} {name}");
        Authorization = context.Request.Headers["Authorization"];
        if (Fault(context))
            return;
        if (context.Request.HttpMethod == "PUT")
        {
            using var content = new MemoryStream();
            context.Request.InputStream.CopyTo(content);
            Files[name] = content.ToArray();
            context.Response.StatusCode = 201;
        }
        else if (Files.TryGetValue(name, out byte[]? content))
        {
            context.Response.OutputStream.Write(content);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
        context.Response.Close();
    }
}
