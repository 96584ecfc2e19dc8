using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>选择告知方式: first and second way outside, and where; the inbox has every message in any case (青岛办法 第二十八条).</summary>
internal static class ChooseChannels
{
    public const string Path = "/my/messages/channels";
    private const string None = "none";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ChooseChannels)).AllowRoles(Role.Applicant);
        routes.MapPost(Path, Save).WithName("SaveChannels").AllowRoles(Role.Applicant);
    }

    private static Refusal OwnOnly { get; } = new("messages.forbidden", "消息怎么告知、告知到哪里，由委托人本人设置。", PlatformRules.Permission);

    private static async Task<IResult> Show(
        bool? saved, HttpContext context, MessagesDb db, Choices choices, IEnumerable<ICarrier> carriers, MessageSettings settings, ISubjects subjects, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.RequireActor().Authority is not null) return Pages.Refuse(OwnOnly);
        var subject = context.RequireActor().Subject!;
        var row = await db.Choices.AsNoTracking().SingleOrDefaultAsync(c => c.Subject == subject, cancel);
        var own = row is null ? null : await choices.Read(row, cancel);
        var form = FormState.Of(
            ("first", row?.First.Code()), ("second", row is null ? null : row.Second?.Code() ?? None), ("phone", own?.Phone), ("email", own?.Email),
            ("address", own?.Address), ("night", row?.Night == true ? "on" : null));
        return Pages.Show<ChannelsPage>(await ModelOf(subject, form, saved == true, carriers, settings, subjects, cancel));
    }

    private static async Task<IResult> Save(
        FormReader form, HttpContext context, MessagesDb db, Choices choices, IEnumerable<ICarrier> carriers, MessageSettings settings, ISubjects subjects,
        TimeProvider clock, CancellationToken cancel)
    {
        if (context.RequireActor().Authority is not null) return Pages.Refuse(OwnOnly);
        var subject = context.RequireActor().Subject!;
        var offered = Offered(carriers);
        var first = MeansWords.Parse(form.Choice("first", "首选方式", [.. offered.Select(m => m.Code())]));
        var second = MeansWords.Parse(form.Choice("second", "备用方式", [.. offered.Select(m => m.Code()), None], required: false));
        if (second == first) second = null;
        var phone = form.Phone("phone", "手机号码", required: false);
        var email = form.Text("email", "电子邮箱", 200, required: false);
        var address = form.Text("address", "通信地址", 200, required: false);
        var record = await subjects.Find(subject, cancel);
        Means?[] wanted = [first, second];
        if (wanted.Contains(Means.Sms) && (phone.Length > 0 ? !phone.StartsWith('1') : record?.Phone is not ['1', ..])) form.Refuse("phone", "选了短信，请填写 11 位手机号");
        if (wanted.Contains(Means.Phone) && phone.Length == 0 && record?.Phone is null) form.Refuse("phone", "选了电话，请填写电话号码");
        if (email.Length > 0 && !(System.Net.Mail.MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.', StringComparison.Ordinal)))
            form.Refuse("email", "电子邮箱不是有效的地址，请按“name@example.com”的样式填写");
        else if (wanted.Contains(Means.Email) && email.Length == 0) form.Refuse("email", "选了电子邮件，请填写电子邮箱");
        if (wanted.Contains(Means.Letter) && address.Length == 0 && record?.Address is null) form.Refuse("address", "选了信函，请填写通信地址和收信人");
        if (!form.Ok || first is null) return Pages.Again<ChannelsPage>(await ModelOf(subject, form.State, false, carriers, settings, subjects, cancel));

        var contacts = await choices.Seal(subject, new Contacts(Filled(phone), Filled(email), Filled(address)), cancel);
        var row = await db.Choices.SingleOrDefaultAsync(c => c.Subject == subject, cancel);
        if (row is null) db.Choices.Add(row = new ChoiceRow { Subject = subject, Contacts = contacts });
        (row.First, row.Second, row.Night, row.Contacts, row.ChangedAt) = (first.Value, second, form.Check("night"), contacts, clock.Now());
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{Path}?saved=true");
    }

    /// <summary>What this installation can do: a way that is not set up is not offered.</summary>
    private static List<Means> Offered(IEnumerable<ICarrier> carriers) =>
        [Means.Platform, .. carriers.Where(c => c.IsSetUp).Select(c => c.Means).Order(), Means.Phone, Means.Letter];

    private static async Task<ChannelsModel> ModelOf(
        string subject, FormState form, bool saved, IEnumerable<ICarrier> carriers, MessageSettings settings, ISubjects subjects, CancellationToken cancel)
    {
        var record = await subjects.Find(subject, cancel);
        var offered = Offered(carriers).Select(m => new ChoiceModel(m.Code(), m.Words(), Hint(m))).ToList();
        return new ChannelsModel(
            offered, [.. offered.Select(c => c with { Hint = null }), new ChoiceModel(None, "不需要备用方式")], record?.Phone is { } phone ? Masking.Phone(phone) : null,
            record?.Address is not null, settings.Quiet.ToString(), carriers.Any(c => c is { Means: Means.Sms, IsSetUp: true }),
            carriers.Any(c => c is { Means: Means.Email, IsSetUp: true }), saved, form);
    }

    private static string Hint(Means means) => means switch
    {
        Means.Platform => "只看“我的消息”，不另外通知",
        Means.Sms => "发到手机，内容简短",
        Means.Email => "发到邮箱，内容完整",
        Means.Phone => "由工作人员打给您，工作时间内",
        _ => "由工作人员寄给您，要几天",
    };

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}

/// <param name="KnownPhone">The number on record, masked; null: none.</param>
/// <param name="HasMail">Electronic mail is set up.</param>
public sealed record ChannelsModel(
    IReadOnlyList<ChoiceModel> First, IReadOnlyList<ChoiceModel> Second, string? KnownPhone, bool KnownAddress, string Quiet, bool HasSms, bool HasMail, bool Saved, FormState Form);
