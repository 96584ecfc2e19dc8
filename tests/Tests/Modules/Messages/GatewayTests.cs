using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Messages;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>A gateway that fails three times in ten, answers late and gets requests twice: each notice arrives once, or stands on the list with its reason.</summary>
public sealed class GatewayTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Each_notice_is_delivered_once_or_on_the_list_with_its_reason(string database)
    {
        await using var gateway = await StandInGateway.Start();
        (gateway.FailPercent, gateway.LatePercent, gateway.DoublePercent, gateway.LostPercent) = (30, 4, 20, 10);
        await using var world = await World.Start(database, "2025-03-04 08:00", configure: Telling.With(gateway));
        var telling = new Telling(world);
        for (var i = 0; i < 24; i++)
        {
            var number = await world.File(Workbench.FoodInShinan);
            await telling.Accept(number);
            await telling.Review(number);
            await telling.Do(number, new Approve());
            await telling.Do(number, new BeginDelivery(DeliveryMode.Counter));
        }

        // A second worker, as another node has it: it knows the first by the leases alone.
        var sender = world.Services.GetRequiredService<SendDue>();
        using var other = ActivatorUtilities.CreateInstance<SendDue>(world.Services);
        await world.Settle();
        for (var step = 1; step <= 60 && await Unfinished(telling) > 0; step++)
        {
            var passed = TimeSpan.FromMinutes(step <= 24 ? step * 20 : 480 + ((step - 24) * 120));
            await world.MoveTo(World.At("2025-03-04 08:00").Plus(passed).ToString()[..16].Replace('T', ' '));
            await Task.WhenAll(sender.RunDue(default), other.RunDue(default));
        }

        await using var db = telling.Db();
        var messages = await db.Messages.AsNoTracking().ToListAsync();
        var sent = await db.Sendings.AsNoTracking().Where(s => s.Means == Means.Sms).ToDictionaryAsync(s => s.Message);
        Assert.Equal(96, messages.Count);
        Assert.Equal(96, sent.Count);
        Assert.True(gateway.Failed > 30 && gateway.Late > 3 && gateway.Doubled > 15, $"{gateway.Calls} calls: {gateway.Failed} failed, {gateway.Late} late, {gateway.Doubled} doubled");

        var arrived = gateway.Delivered.GroupBy(d => StandInGateway.CodeIn(d.Text)).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(arrived, a => Assert.True(a.Value == 1, $"{a.Key} was delivered {a.Value} times"));
        foreach (var message in messages)
        {
            var row = sent[message.Id];
            if (row.State == SendingState.Done) Assert.True(arrived.ContainsKey(message.Code), $"{message.Code} is said to have arrived");
            else Assert.True(row is { State: SendingState.Failed, Trouble: true, Reason.Length: > 0 }, $"{message.Code} is {row.State}: {row.Reason}");
        }

        var failed = sent.Values.Where(s => s.State == SendingState.Failed).ToList();
        Assert.NotEmpty(failed);
        var list = await (await world.SignIn("shinan-clerk")).Get("/workbench/messages");
        Assert.Equal(failed.Count, list.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("停机、关机或者不在服务区", list.Text("tbody"), StringComparison.Ordinal);
    }

    private static async Task<int> Unfinished(Telling telling)
    {
        await using var db = telling.Db();
        return await db.Sendings.CountAsync(s => s.DueAt != null);
    }

    [Fact]
    public async Task A_worker_that_died_is_followed_by_another_under_the_same_key()
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(World.Sqlite, configure: Telling.With(gateway));
        var telling = new Telling(world);
        gateway.Down = true;
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.Settle();
        var message = await telling.Last(number);
        var key = (await telling.Ways(message))[1].Key;
        await using (var db = telling.Db())
        {
            // Taken, and never heard of again.
            var row = await db.Sendings.SingleAsync(s => s.Message == message.Id && s.Means == Means.Sms);
            (row.LeasedUntil, row.Version) = (TimeProvider.System.Now().Plus(TimeSpan.FromMinutes(2)), row.Version + 1);
            await db.SaveChangesAsync();
        }

        gateway.Down = false;
        await world.MoveTo("2025-03-03 09:10");
        Assert.Empty(gateway.Delivered);
        await using (var db = telling.Db())
        {
            var row = await db.Sendings.SingleAsync(s => s.Message == message.Id && s.Means == Means.Sms);
            row.LeasedUntil = TimeProvider.System.Now().Plus(TimeSpan.FromSeconds(-1));
            await db.SaveChangesAsync();
        }

        await world.MoveTo("2025-03-03 09:30");
        Assert.Single(gateway.Delivered);
        var done = (await telling.Ways(message))[1];
        Assert.Equal(SendingState.Done, done.State);
        Assert.Equal(key, done.Key);
    }

    [Fact]
    public async Task By_night_no_short_message_rings_unless_the_applicant_wants_it()
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(World.Sqlite, "2025-03-03 21:30", Telling.With(gateway));
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.MoveTo("2025-03-04 07:59");
        Assert.NotNull((await telling.Last(number)).InboxAt);
        Assert.Empty(gateway.Delivered);
        await world.MoveTo("2025-03-04 08:00");
        Assert.Single(gateway.Delivered);

        await world.MoveTo("2025-03-04 22:00");
        var company = await world.SignIn("shinan-company");
        await company.Submit(await company.Get("/my/messages/channels"), "/my/messages/channels", ("first", "sms"), ("night", "on"));
        await telling.Do(number, new BeginReview());
        // Held back while it can be taken back.
        await world.MoveTo("2025-03-04 22:01");
        Assert.Equal(2, gateway.Delivered.Count);
    }

    [Fact]
    public async Task Mail_goes_out_by_SMTP_and_a_repetition_bears_the_same_message_id()
    {
        using var mail = new StandInMailHost { Drops = 1 };
        await using var world = await World.Start(World.Sqlite, configure: Telling.With(mail: mail));
        var telling = new Telling(world);
        var company = await world.SignIn("shinan-company");
        var saved = await company.Submit(
            await company.Get("/my/messages/channels"), "/my/messages/channels", ("first", "email"), ("second", "phone"), ("email", "boss@shop.example.cn"));
        Assert.Equal("/my/messages/channels?saved=true", saved.Location);
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.Settle();
        await world.MoveTo("2025-03-03 09:05");

        Assert.Equal(2, mail.Mails.Count);
        Assert.Single(mail.Mails.Select(m => StandInMailHost.HeaderOf(m, "Message-ID")).Distinct());
        var text = StandInMailHost.BodyOf(mail.Mails.Last());
        var told = await telling.Last(number);
        var promised = OneWindow.Ui.Words.Of((await world.State(number)).Promised!.Due.Day);
        foreach (var part in (string[])["食品经营许可", "已受理", MessageText.NothingToDo, $"最迟{promised}", "https://one.example.cn/messages/check", MessageCode.Grouped(told.Code), "咨询电话"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        foreach (var secret in (string[])["青岛示范湾餐饮有限公司", "苏景澄", "91370202XNQ00001X2", "19900000004", number.ToString()[..18] + " "])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var way = (await telling.Ways(told))[1];
        Assert.Equal((Means.Email, SendingState.Done), (way.Means, way.State));
        Assert.Contains(way.Key, way.Proof!, StringComparison.Ordinal);

        // A mailbox that is none: the second way begins.
        await company.Submit(
            await company.Get("/my/messages/channels"), "/my/messages/channels", ("first", "email"), ("second", "phone"), ("email", "nobody@shop.example.cn"));
        await telling.Do(number, new BeginReview());
        await world.MoveTo("2025-03-03 09:10");
        var ways = await telling.Ways(await telling.Last(number));
        Assert.Equal([(Means.Platform, SendingState.Done), (Means.Email, SendingState.Failed), (Means.Phone, SendingState.Task)], ways.Select(w => (w.Means, w.State)));
        Assert.Equal("邮箱不存在，或者拒收", ways[1].Reason);
    }
}
