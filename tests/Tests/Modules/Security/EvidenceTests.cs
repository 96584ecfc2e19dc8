using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Host;
using OneWindow.Security;
using OneWindow.Storage;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Modules.Security;

public sealed class EvidenceTests
{
    /// <summary>What reference texts of the trade ask for, by the clause that our list must name.</summary>
    private static readonly string[] Asked =
    [
        "网络安全法 第二十一条", "8.1.4.1", "8.1.4.2", "8.1.4.3", "8.1.4.4", "8.1.4.7", "8.1.4.8", "8.1.4.9", "8.1.4.10", "8.1.4.11", "8.1.5", "GB/T 39786-2021", "第六条", "第十三条", "第十七条",
        "第十九条", "第二十四条", "第二十八条", "第二十九条", "第三十一条", "第三十五条", "第三十六条", "第四十五条", "第四十七条", "第五十四条", "第五十五条", "第五十六条", "GB/T 37668-2019", "适老化",
    ];

    [Fact]
    public void Every_clause_that_we_are_assessed_by_has_its_control_with_proof_that_exists_and_a_duty_of_the_city()
    {
        Verdict.None("No control names this clause.", Asked.Where(a => !Controls.All.Any(c => c.Source.Contains(a, StringComparison.Ordinal))));
        Verdict.None("A control is named once.", Controls.All.GroupBy(c => c.Id).Where(g => g.Count() > 1).Select(g => g.Key));
        Verdict.None("A proof is a file of the repository.", Controls.All.SelectMany(c => c.Proof).Distinct().Where(p => !Tree.Files.Contains(p)));
        Verdict.None("A control says what is proved and what the city does.", Controls.All.Where(c => c.Proof.Count == 0 || c.City.Length < 5).Select(c => c.Id));
    }

    [Fact]
    public async Task Each_control_is_printed_with_the_settings_in_force_and_a_changed_setting_says_something_else()
    {
        await using var world = await World.Start(World.Sqlite);
        var before = await Read(world);
        Assert.Equal(Controls.All.Select(c => c.Id), before.Select(c => c.Id));
        Verdict.None("A setting that nothing answers.", before.SelectMany(c => c.Settings).Where(s => s.Words == "读不到这项设置").Select(s => s.Key));
        var text = new StringWriter();
        EvidenceCommand.Write(before, text);
        foreach (var control in Controls.All) Assert.Contains($"{control.Id}　{control.Name}", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("连续输错 5 次，锁定 15 分钟", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("演示模式：有演示账号和可拨动的时钟，不能正式使用　【不符合】", text.ToString(), StringComparison.Ordinal);
        Assert.True(Setting(before, "log-kept", "log.guard").Holds);

        // The database changes: who took the triggers away is told on.
        await using (var connection = await world.Services.GetRequiredService<Database>().Connect())
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "drop trigger identity_security_events_no_delete";
            await command.ExecuteNonQueryAsync();
        }

        var administrator = await world.SignIn("security-admin");
        await administrator.Register("政务服务平台", levels: ["city"]);
        var after = await Read(world);
        Assert.False(Setting(after, "log-kept", "log.guard").Holds);
        Assert.Contains("没有拒绝", Setting(after, "log-kept", "log.guard").Words, StringComparison.Ordinal);
        Assert.Equal("在册资产 1 项，其中 0 项还没有定级", Setting(after, "grading", "registers.assets").Words);
        await world.Stop();

        // The configuration changes: each of these settings says what it is now.
        await using var changed = await World.Open(world.Options, b => b.Configuration.AddInMemoryCollection(
        [
            new("SignIn:MostFailures", "3"), new("SignIn:LockedFor", "00:30:00"), new("SignIn:Idle", "00:20:00"), new("SignIn:SecondFactor", "true"), new("SignIn:MostFailuresOfAnAddress", "9"),
            new("Syslog:Address", "tls://log.example:6514"), new("RateLimits:Api:Account", "77"),
        ]));
        var now = await Read(changed);
        Assert.Equal("连续输错 3 次，锁定 30 分钟", Setting(now, "lock-out", "sign-in.lock").Words);
        Assert.StartsWith("会话闲置 20 分钟失效", Setting(now, "lock-out", "sign-in.idle").Words, StringComparison.Ordinal);
        Assert.Equal("一个地址每分钟最多失败 9 次", Setting(now, "lock-out", "sign-in.address").Words);
        Assert.True(Setting(now, "two-factors", "sign-in.second-factor").Holds);
        Assert.False(Setting(before, "two-factors", "sign-in.second-factor").Holds);
        Assert.StartsWith("日志送往 tls://log.example:6514", Setting(now, "audit-backup", "syslog").Words, StringComparison.Ordinal);
        Assert.Contains("接口每分钟：一个地址不限，一个账号 77 次", Setting(now, "rate-limits", "limits.requests").Words, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<ControlModel>> Read(World world) => SecurityModule.Evidence(world.Services, TestContext.Current.CancellationToken);

    private static SettingModel Setting(IReadOnlyList<ControlModel> controls, string control, string key) => controls.Single(c => c.Id == control).Settings.Single(s => s.Key == key);
}
