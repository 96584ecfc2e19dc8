using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Security;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Storage;

/// <summary>The installation's secret under a PKCS#11 device (SoftHSM2).</summary>
public sealed class DeviceSecretTests(SoftToken token) : IClassFixture<SoftToken>, IDisposable
{
    private const string Text = "0123456789abcdef0123456789abcdef";

    private readonly string folder = Directory.CreateTempSubdirectory("onewindow-device-").FullName;

    [Theory]
    [InlineData("aes")]
    [InlineData("rsa")]
    public void The_secret_is_opened_by_the_device_and_stands_in_no_file(string key)
    {
        var (device, secret) = (token.Device with { Key = key }, Secret());
        Assert.True(SealedSecret.Put(folder, secret, device).Try(out _, out var why), why?.Message);
        Assert.Equal([SealedSecret.FileName], Directory.GetFiles(folder).Select(Path.GetFileName));
        var bytes = File.ReadAllText(Path.Combine(folder, SealedSecret.FileName));
        Assert.DoesNotContain(Text, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text))[..20], bytes, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, SealedSecret.FileName)));

        Assert.True(InstallationSecret.Open(folder, null, demonstration: false, device).Try(out var opened, out _));
        Assert.Equal(secret.Derive("subject-keys"), opened.Derive("subject-keys"));
        Assert.Equal(SecretSource.Device, opened.Source);
        // Two places at once: nobody could tell which is in force.
        Assert.False(InstallationSecret.Open(folder, Text, demonstration: false, device).Try(out _, out var twice));
        Assert.Equal("platform.secret-twice", twice.Code);
    }

    [Fact]
    public void The_pin_may_stand_in_a_file()
    {
        var file = Path.Combine(folder, "pin");
        File.WriteAllText(file, token.Device.Pin + "\n");
        var device = token.Device with { Pin = null, PinFile = file };
        Assert.True(SealedSecret.Put(folder, Secret(), device).Try(out _, out var why), why?.Message);
        File.Delete(file);
        Assert.False(InstallationSecret.Open(folder, null, false, device).Try(out _, out var gone));
        Assert.Equal("platform.device-pin-file", gone.Code);
    }

    [Theory]
    [InlineData("module", "platform.device-module", "驱动库")]
    [InlineData("token", "platform.device-missing", "请接好设备再启动")]
    [InlineData("key", "platform.device-key", "没有标签为“other”的密钥")]
    [InlineData("pin", "platform.device-pin", "口令不对")]
    [InlineData("none", "platform.device-settings", DeviceSettings.ModuleVariable)]
    [InlineData("file", "platform.device-differs", "打不开")]
    public void A_start_without_the_device_is_refused_in_plain_words(string wrong, string code, string words)
    {
        Assert.True(SealedSecret.Put(folder, Secret(), token.Device).Try(out _, out _));
        var device = wrong switch
        {
            "module" => token.Device with { Module = "/nowhere/libdevice.so" },
            "token" => token.Device with { Token = "other" },
            "key" => token.Device with { Key = "other" },
            "pin" => token.Device with { Pin = "0000-0000" },
            "none" => DeviceSettings.None,
            _ => token.Device,
        };
        var file = Path.Combine(folder, SealedSecret.FileName);
        if (wrong == "file") File.WriteAllText(file, File.ReadAllText(file).Replace("\"secret\":\"A", "\"secret\":\"B", StringComparison.Ordinal));
        Assert.False(InstallationSecret.Open(folder, null, demonstration: true, device).Try(out _, out var why));
        Assert.Equal(code, why.Code);
        Assert.Contains(words, why.Message, StringComparison.Ordinal);
        // No new secret is made where one is sealed, not even in a demonstration.
        Assert.False(File.Exists(Path.Combine(folder, "secret")));
    }

    [Fact]
    public void In_real_use_the_secret_comes_back_into_a_new_file_and_not_over_one_that_is_there()
    {
        var options = new AppOptions(folder, null, "http://127.0.0.1:0", Real: true, Empty: true, null, token.Device);
        Assert.True(SealedSecret.Put(folder, Secret(), token.Device).Try(out _, out _));
        Assert.False(KeyFromDeviceCommand.Take(options, null).Try(out _, out _));
        var (there, file) = (Path.Combine(folder, "there"), Path.Combine(folder, "back"));
        File.WriteAllText(there, "");
        Assert.False(KeyFromDeviceCommand.Take(options, there).Try(out _, out _));
        Assert.True(KeyFromDeviceCommand.Take(options, file).Try(out _, out var why), why?.Message);
        Assert.Equal(Text, File.ReadAllText(file));
        Assert.False(SealedSecret.LiesIn(folder));
        Assert.False(KeyFromDeviceCommand.Take(options, file).Try(out _, out var again));
        Assert.Equal("platform.secret-not-under-device", again.Code);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_house_goes_under_the_device_is_backed_up_rotated_there_and_comes_back(string database)
    {
        const string Name = "于归田", Number = "370299195210180513";
        using var place = new EmptyPlace();
        var world = await World.Start(database);
        try
        {
            await new FiledCases(world).File(name: Name, document: Number);
            await world.Settle();
            await world.Stop();
            var options = world.Options with { Device = token.Device };

            Assert.True((await KeyToDeviceCommand.Put(options)).Try(out _, out var why), why?.Message);
            Assert.False(File.Exists(Path.Combine(options.Data, "secret")));
            Assert.False((await KeyToDeviceCommand.Put(options)).Try(out _, out var twice));
            Assert.Equal("platform.secret-under-device", twice!.Code);
            Assert.Equal("platform.device-settings", (await Assert.ThrowsAsync<RefusedStart>(() => World.Open(world.Options))).Why.Code);
            await using (var under = await World.Open(options))
            {
                Assert.True(await Knows(under, Number, Name));
                var settings = (await SecurityModule.Evidence(under.Services, TestContext.Current.CancellationToken)).SelectMany(c => c.Settings).Select(s => s.Words);
                Assert.Contains("安装密钥封在密码设备“onewindow”的密钥“aes”下，密钥不出设备", settings);
                await using var scope = under.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Backup>().Write(place.File, TestContext.Current.CancellationToken);
            }

            await using (var restored = await place.Open(options, database, place.File)) Assert.True(await Knows(restored.World, Number, Name));
            // Neither file of the backup brings the sealed secret along.
            Assert.Equal("restore.secret-differs", (await place.Refused(options, place.File, otherSecret: true)).Code);

            // Cut off, refused, and gone on with: the next secret was sealed before the first key was.
            Assert.True(RotateKeyCommand.Next(options, null).Try(out var next, out _));
            await Assert.ThrowsAsync<OperationCanceledException>(() => Rotate(options, next, _ => throw new OperationCanceledException()));
            Assert.Equal("platform.rotation-unfinished", (await Assert.ThrowsAsync<RefusedStart>(() => World.Open(options))).Why.Code);
            Assert.True(RotateKeyCommand.Next(options, null).Try(out var same, out _));
            Assert.Equal(next.Derive("a"), same.Derive("a"));
            Assert.True((await Rotate(options, same)).Try(out _, out _));
            Assert.True(RotateKeyCommand.Settle(options, same, null).Try(out _, out _));
            await using (var rotated = await World.Open(options)) Assert.True(await Knows(rotated, Number, Name));

            Assert.True(KeyFromDeviceCommand.Take(options, null).Try(out _, out var kept), kept?.Message);
            Assert.Empty(Directory.GetFiles(options.Data, SealedSecret.FileName + "*"));
            await using var back = await World.Open(world.Options);
            Assert.True(await Knows(back, Number, Name));
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task<bool> Knows(World world, string number, string name)
    {
        var subjects = world.Services.GetRequiredService<ISubjects>();
        return await subjects.FindByNumber(number) is { } found && (await subjects.Find(found))!.Name == name;
    }

    private static async Task<Outcome<int>> Rotate(AppOptions options, InstallationSecret next, Action<IRewrapped>? step = null)
    {
        await using var app = OneWindowApp.Build(options);
        return await RotateKeyCommand.Rotate(app.Services, next, step);
    }

    private static InstallationSecret Secret() => InstallationSecret.From(Text).Match(s => s, why => throw new InvalidOperationException(why.Message));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
