using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace OneWindow.Tests.Modules.Identity;

public sealed class OpenSessionTests
{
    [Fact]
    public async Task A_program_gets_a_token_works_with_it_and_gives_it_back()
    {
        await using var site = await IdentitySite.Start();
        var program = site.Program();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(site, "shinan-person"));
        var who = await Who(program);
        Assert.Equal("林晓舟", who.GetProperty("name").GetString());
        Assert.NotEqual(JsonValueKind.Null, who.GetProperty("subject").ValueKind);
        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync(new Uri("/api/v1/session", UriKind.Relative))).StatusCode);
        Assert.Equal(JsonValueKind.Null, (await Who(program)).ValueKind);
    }

    [Fact]
    public async Task A_wrong_password_is_a_401_with_its_basis()
    {
        await using var site = await IdentitySite.Start();
        var answer = await site.Program().PostAsJsonAsync("/api/v1/session", new { user = "shinan-person", password = "no" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("identity.sign-in-failed", problem.GetProperty("code").GetString());
        Assert.Equal("platform", problem.GetProperty("basis").GetProperty("rulebook").GetString());
    }

    [Fact]
    public async Task The_database_keeps_no_token_only_its_hash_and_an_invented_one_opens_nothing()
    {
        await using var site = await IdentitySite.Start();
        var token = await Token(site, "shinan-clerk");
        await using var db = site.Db();
        var row = await db.Tokens.SingleAsync();
        Assert.DoesNotContain(token[3..], row.Hash, StringComparison.Ordinal);
        foreach (var wrong in new[] { token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), row.Hash, "ow_" + row.Hash, "" })
        {
            var program = site.Program();
            program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {wrong}");
            Assert.Equal(JsonValueKind.Null, (await Who(program)).ValueKind);
        }
    }

    [Fact]
    public async Task A_token_ends_after_its_hours()
    {
        await using var site = await IdentitySite.Start();
        var token = await Token(site, "shinan-clerk");
        await using (var db = site.Db())
        {
            await db.InTransaction(() => db.Tokens.ExecuteUpdateAsync(s => s.SetProperty(t => t.ExpiresAt, new OneWindow.Kernel.Instant(1))));
        }

        var program = site.Program();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(JsonValueKind.Null, (await Who(program)).ValueKind);
    }

    private static async Task<string> Token(IdentitySite site, string user)
    {
        var answer = await site.Program().PostAsJsonAsync("/api/v1/session", new { user, password = site.PasswordOf(user) });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private static async Task<JsonElement> Who(HttpClient program) => (await program.GetFromJsonAsync<JsonElement>(new Uri("/who", UriKind.Relative))).GetProperty("actor");
}
