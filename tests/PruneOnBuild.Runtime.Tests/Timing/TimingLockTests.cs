using PruneOnBuild.Runtime.Timing;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Timing;

public sealed class TimingLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheSecond_WaitsForTheFirst_AndSaysSoOnce()
    {
        var said = new List<string>();
        var waiting = new TaskCompletionSource();
        var first = TimingLock.Acquire(said.Add, _folder.Path);
        var second = Task.Run(() => TimingLock.Acquire(
            text =>
            {
                said.Add(text);
                waiting.SetResult();
            },
            _folder.Path));

        await waiting.Task;
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var held = await second;

        Assert.Equal(
            $"Process {Environment.ProcessId} waits for process {Environment.ProcessId} on this machine to finish timing its models.", Assert.Single(said));
        Assert.True(held.Waited > TimeSpan.Zero);
    }

    [Fact]
    public void ItsFree_AfterItsHolder()
    {
        TimingLock.Acquire(folder: _folder.Path).Dispose();
        TimingLock.Acquire(Assert.Fail, _folder.Path).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("2147483647")]
    [InlineData("nonsense")]
    public void AHolderThatIsNotKnown_IsNotNamed(string told)
    {
        File.WriteAllText(_folder.File("prune-on-build.timing.holder"), told);
        Assert.Null(new TimingHolder(_folder.Path).Process);
    }

    // As another user of the machine may have left it.
    [SkippableFact]
    public void AFileThatMayOnlyBeRead_StillLocks()
    {
        Skip.If(OperatingSystem.IsWindows(), "folders for temporary files are each user's own there");
        TimingLock.Acquire(folder: _folder.Path).Dispose();
        foreach (var file in Directory.GetFiles(_folder.Path))
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead);
        using var first = TimingLock.Acquire(folder: _folder.Path);
        var second = Task.Run(() => TimingLock.Acquire(folder: _folder.Path).Dispose());
        Assert.False(second.Wait(TimeSpan.FromMilliseconds(200)));
        first.Dispose();
        Assert.True(second.Wait(TimeSpan.FromSeconds(30)));
    }
}
