using Microsoft.Data.Sqlite;

namespace OneWindow.Journeys;

/// <summary>
/// An administrator wants the traces of himself gone (GB/T 22239-2019 8.1.4.3; 网络安全法 第二十一条): no page and no address lets him, the database refuses, and where its owner takes
/// the guard away the line that he changed is named, by `verify` and to the audit administrator.
/// </summary>
public sealed class AdministratorsTraces(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Log = "/workbench/security-log";

    [Fact]
    public async Task He_is_refused_and_what_he_changes_by_the_database_is_found_and_named()
    {
        var way = new Way("an administrator's traces, 1280 px", 1280, Axe: true);
        var tally = new Tally(way.Name);
        await using (var administrator = await Enter("1 system administrator", "system-admin"))
        {
            // His own act, which he would rather not have done.
            await administrator.Open("/workbench/people?q=shinan-lawyer");
            await administrator.Go(administrator.Page.Locator("tbody th a").First);
            await administrator.Tap(administrator.Page.Locator("summary", new() { HasText = "停用账号" }));
            await administrator.Write("停用的理由", "一时气愤");
            await administrator.Press("停用账号");
            await administrator.Open(Log);
            await administrator.Sees("停用账号");
            // What the page offers him: to read and to check, nothing that changes.
            Assert.Equal(0, await administrator.Page.Locator("main form[method=post]").CountAsync());

            // What he may try by address: another method, a line of its own, the register of openings, agreeing to himself.
            foreach (var (method, path) in new[]
            {
                ("DELETE", Log), ("PUT", Log), ("PATCH", Log), ("POST", Log), ("DELETE", Log + "/1"), ("POST", Log + "/1/removal"), ("DELETE", "/workbench/openings"), ("POST", "/workbench/openings"),
                ("DELETE", "/workbench/security/log"), ("POST", "/workbench/security/log"),
            })
            {
                var answer = await administrator.Context.APIRequest.FetchAsync(
                    new Uri(house.Url, path).ToString(), new() { Method = method, Headers = new Dictionary<string, string> { ["Origin"] = house.Url.GetLeftPart(UriPartial.Authority), ["Sec-Fetch-Site"] = "same-origin" } });
                Assert.True(answer.Status is 403 or 404 or 405, $"{method} {path} answered {answer.Status}.");
            }
        }

        await using var db = new SqliteConnection($"Data Source={house.Database};Default Timeout=30");
        await db.OpenAsync(TestContext.Current.CancellationToken);
        var line = Convert.ToInt64(await Scalar("select max(\"Number\") from identity_security_events where \"Kind\" = 'AccountClosed'"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(0, (await house.Verify()).Status);
        foreach (var act in new[] { $"update identity_security_events set \"By\" = null where \"Number\" = {line}", $"delete from identity_security_events where \"Number\" = {line}" })
        {
            Assert.Contains("this log only grows", (await Assert.ThrowsAsync<SqliteException>(() => Scalar(act))).Message, StringComparison.Ordinal);
        }

        // The owner of the database can take the guard away. What he did then is in the chain.
        await Scalar($"drop trigger identity_security_events_no_update; update identity_security_events set \"By\" = null where \"Number\" = {line}");
        var (status, found) = await house.Verify();
        Assert.NotEqual(0, status);
        Assert.Contains(found.GetProperty("damage").EnumerateArray(), d => d.GetProperty("case").GetString() == "安全日志" && d.GetProperty("sequence").GetInt64() == line);

        await using (var audit = await Enter("2 audit administrator", "audit-admin"))
        {
            await audit.Open(Log);
            await audit.Follow("核对日志");
            await audit.Sees($"第 {line} 行与写下时不同，或者被抽走了");
        }

        tally.Close();

        async Task<Walker> Enter(string who, string user)
        {
            var walker = await Walker.Enter(chromium, house, way, who, tally);
            await walker.Open("/sign-in");
            await Applying.SignIn(walker, house, user);
            return walker;
        }

        async Task<object?> Scalar(string sql)
        {
            await using var command = db.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }
    }
}
