using System.Diagnostics;
using System.Net.Sockets;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

/// <summary>The server that docs/cli.md sets up, with the configuration that stands there.</summary>
public sealed class NginxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _nginx;

    public void Dispose()
    {
        _nginx?.Kill();
        _nginx?.WaitForExit();
        _nginx?.Dispose();
        _folder.Dispose();
    }

    [SkippableFact]
    public void ServesTheCacheAsDocumented()
    {
        string address = Start();
        using var first = new Workspace();
        using var second = new Workspace();

        var wrote = first.Prune("--shared-cache", address);
        var run = second.Prune("--shared-cache", address);

        Assert.DoesNotContain("POB192", wrote.Text + run.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (second.Pruner.Calls, second.Meters.AccuracyCalls, second.Meters.LatencyCalls));
        Assert.Equal(File.ReadAllBytes(first["out/net.onnx"]), File.ReadAllBytes(second["out/net.onnx"]));
    }

    private string Start()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);
        Skip.If(program is null, "needs nginx, which this machine does not have");
        int port = HttpServer.FreePort();
        Directory.CreateDirectory(_folder.File("files"));
        _folder.Write("nginx.conf", $$"""
            daemon off; master_process off; pid pid; error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              {{Documented().Replace("listen 8080;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
                .Replace("root /srv/prune-cache;", $"root {_folder.File("files")};", StringComparison.Ordinal)}}
            }
            """);
        _nginx = Process.Start(program!, ["-p", _folder.Path, "-c", _folder.File("nginx.conf"), "-e", "stderr"]);
        for (int tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return $"http://127.0.0.1:{port}";
            }
            catch (SocketException) when (tries < 200 && !_nginx.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>The block <c>server { ... }</c> of the page.</summary>
    private static string Documented()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "cli.md"));
        return page.Split("```nginx\n")[1].Split("```")[0];
    }
}
