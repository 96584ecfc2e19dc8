using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>核对消息真伪: from the code in a message to whether we sent it, what it said in short, when and by which ways. Without an account.</summary>
internal static class CheckMessage
{
    public const string Path = "/messages/check";

    private static readonly Refusal Mistyped = new(
        "messages.code-mistyped", "核验码输错了：应为 10 位字母和数字，最后一位是校验位。请对照消息逐位核对（没有 0、1、字母 O 和 I）。", PlatformRules.Input);

    private static readonly Refusal Unknown = new(
        "messages.code-unknown", "没有这个核验码的消息。核验码没有输错的话，这条消息不是我们发的，请不要按它说的做。", PlatformRules.Input);

    private static readonly Refusal TooMany = new("messages.too-many", "查得太频繁了，请一分钟后再试。", PlatformRules.Capacity);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle).WithName(nameof(CheckMessage)).AllowEveryone();

    private static async Task<IResult> Handle(
        string? code, HttpContext context, MessagesDb db, MessageWriter writer, IDirectory directory, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (string.IsNullOrWhiteSpace(code)) return Pages.Show<CheckPage>(new CheckModel("", null, null));
        if (!MessageCode.TryParse(code, out var parsed)) return Pages.Again<CheckPage>(new CheckModel(Short(code), Mistyped, null));
        if (!limit.Allows(context, null)) return Pages.Refuse(TooMany);
        var row = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Code == parsed && m.InboxAt != null, cancel);
        if (row is null) return Pages.Show<CheckPage>(new CheckModel(MessageCode.Grouped(parsed), Unknown, null), StatusCodes.Status404NotFound);

        var sent = await db.Sendings.AsNoTracking()
            .Where(s => s.Message == row.Id && s.SentAt != null).OrderBy(s => s.CreatedAt).Select(s => new { s.Means, s.SentAt }).ToListAsync(cancel);
        var phone = (await writer.Open(row, cancel))?.Phone;
        return Pages.Show<CheckPage>(new CheckModel(MessageCode.Grouped(parsed), null, new OursModel(
            row.Title, MessageText.TailOf(row.Case), directory.Organisation(row.Organisation)?.Name ?? "", phone,
            [.. sent.Select(s => $"{s.Means.Words()}，{Words.Of(s.SentAt!.Value)}")])));
    }

    private static string Short(string typed) => typed.Length > 40 ? typed[..40] : typed;
}

/// <param name="Why">Null: nothing was tried yet, or it is ours.</param>
public sealed record CheckModel(string Typed, Refusal? Why, OursModel? Ours);

/// <summary>What a holder of the code may see: enough to compare, nothing of the applicant.</summary>
/// <param name="Phone">Null: erased with the applicant's data.</param>
public sealed record OursModel(string Title, string Tail, string Organisation, string? Phone, IReadOnlyList<string> Sent);
