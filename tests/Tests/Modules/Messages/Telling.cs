using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Messages;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>Cases that are moved at the desk, and what their applicants are told of it.</summary>
internal sealed class Telling(World world)
{
    private int acts;

    public static Action<WebApplicationBuilder> With(StandInGateway? gateway = null, StandInMailHost? mail = null, Action<IServiceCollection>? services = null) => builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PublicAddress"] = "https://one.example.cn",
            ["Messages:Sms:Address"] = gateway?.Address,
            ["Messages:Sms:Token"] = StandInGateway.Token,
            ["Messages:Sms:Seconds"] = "1",
            ["Messages:Smtp:Host"] = mail is null ? null : "127.0.0.1",
            ["Messages:Smtp:Port"] = mail is null ? null : mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Messages:Smtp:From"] = "tell@one.example.cn",
            ["Messages:Smtp:Tls"] = "off",
        });
        services?.Invoke(builder.Services);
    };

    public MessagesDb Db() => world.Services.GetRequiredService<IDbContextFactory<MessagesDb>>().CreateDbContext();

    public Task Accept(CaseNumber number) => Do(number, new Accept());

    /// <summary>From acceptance to the recorded review.</summary>
    public async Task Review(CaseNumber number)
    {
        await Do(number, new BeginReview());
        await Do(number, new RecordReview([.. ReviewRules.CheckItems((await Open(number)).Context)]));
    }

    public async Task Do(CaseNumber number, CaseAct act)
    {
        var open = await Open(number);
        var place = open.State.Place;
        var by = act is BeginReview or RecordReview or Approve or Refuse or BeginDelivery
            ? new Actor("test-reviewer", "审查", Role.Reviewer, place, open.State.Organisation, null)
            : new Actor("test-clerk", "窗口", Role.Clerk, place, $"{place.ToString()[..6]}-hall", null);
        var done = await world.Services.GetRequiredService<CaseDesk>().Do(open, by, act, new { reasons = "测试用的理由" }, $"telling-{++acts}");
        Assert.True(done.Try(out _, out var why), why?.Message);
    }

    public async Task<List<MessageRow>> Messages(CaseNumber number)
    {
        var text = number.ToString();
        await using var db = Db();
        return await db.Messages.AsNoTracking().Where(m => m.Case == text).OrderBy(m => m.Sequence).ToListAsync();
    }

    public async Task<MessageRow> Last(CaseNumber number) => (await Messages(number))[^1];

    public async Task<List<SendingRow>> Ways(MessageRow message)
    {
        await using var db = Db();
        return await db.Sendings.AsNoTracking().Where(s => s.Message == message.Id).OrderBy(s => s.CreatedAt).ToListAsync();
    }

    public async Task<string> Text(MessageRow message)
    {
        var text = await world.Services.GetRequiredService<MessageWriter>().Open(message, default);
        return text!.Long("一窗", message.Code, "https://one.example.cn/messages/check", "https://one.example.cn" + text.Path);
    }

    private async Task<OpenCase> Open(CaseNumber number) => (await world.Services.GetRequiredService<CaseDesk>().Open(number))!;
}

/// <summary>The vault with a fault: what is sealed for a message fails while it lasts.</summary>
internal sealed class FaultyVault(ISubjects real) : ISubjects
{
    public bool Broken { get; set; }

    public ValueTask<byte[]> Seal(string subject, string context, ReadOnlyMemory<byte> plain, CancellationToken cancel = default) =>
        Broken && context.StartsWith("message/", StringComparison.Ordinal) ? throw new IOException("the vault is down") : real.Seal(subject, context, plain, cancel);

    public ValueTask<byte[]?> Open(string subject, string context, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default) => real.Open(subject, context, sealedBytes, cancel);

    public ValueTask<Subject?> Find(string id, CancellationToken cancel = default) => real.Find(id, cancel);

    public ValueTask<bool> ActsFor(string subject, string number, string item, CancellationToken cancel = default) => real.ActsFor(subject, number, item, cancel);

    public ValueTask<string?> FindByNumber(string number, CancellationToken cancel = default) => real.FindByNumber(number, cancel);

    public ValueTask<string> NameUnidentified(SubjectKind kind, string name, CancellationToken cancel = default) => real.NameUnidentified(kind, name, cancel);

    public ValueTask<IReadOnlyDictionary<string, string>> MaskedNames(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => real.MaskedNames(ids, cancel);

    public ValueTask<Outcome<string>> Register(SubjectKind kind, string name, string number, string? phone, CancellationToken cancel = default) =>
        real.Register(kind, name, number, phone, cancel);
}
