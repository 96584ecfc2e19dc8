using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Storage;

public sealed class InstallationSecretTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"onewindow-{Guid.NewGuid():N}");

    [Fact]
    public void Real_use_does_not_start_without_a_secret_and_says_how_to_set_one()
    {
        Assert.False(InstallationSecret.Open(folder, null, demonstration: false).Try(out _, out var why));
        Assert.Equal(PlatformRules.RealUse, why.Basis);
        Assert.Contains(InstallationSecret.Variable, why.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "secret")));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_weak_secret_is_refused_in_every_mode(string text) =>
        Assert.False(InstallationSecret.Open(folder, text, demonstration: true).Try(out _, out _));

    [Fact]
    public void The_demonstration_makes_its_secret_once_and_only_the_owner_may_read_it()
    {
        Assert.True(InstallationSecret.Open(folder, null, demonstration: true).Try(out var first, out _));
        Assert.True(InstallationSecret.Open(folder, null, demonstration: true).Try(out var second, out _));
        Assert.Equal(first.Derive("a"), second.Derive("a"));
        Assert.Equal(["secret"], Directory.GetFiles(folder).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "secret")));
        }
    }

    [Fact]
    public void Every_purpose_and_every_installation_has_a_key_of_its_own()
    {
        Assert.True(InstallationSecret.From("0123456789abcdef0123456789abcdef").Try(out var one, out _));
        Assert.True(InstallationSecret.From("0123456789abcdef0123456789abcdeX").Try(out var other, out _));
        Assert.Equal(32, one.Derive("subject-keys").Length);
        Assert.NotEqual(one.Derive("subject-keys"), one.Derive("ledger-signing"));
        Assert.NotEqual(one.Derive("subject-keys"), other.Derive("subject-keys"));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
