using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace OneWindow.Messages;

/// <summary>
/// 电子邮件 by SMTP. The Message-ID is the key, the same at every try: a mailbox that got it twice shows it once. The mail host's yes is the
/// proof; what happens behind it nobody reports.
/// </summary>
internal sealed class MailHost(MessageSettings settings) : ICarrier
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public Means Means => Means.Email;

    public bool IsSetUp => settings.MailHost is not null;

    public async Task<Carried> Carry(Parcel parcel, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(parcel.To, out var to)) return new Carried.Refused("邮箱地址无效");
        var from = new MailAddress(settings.MailFrom);
        using var mail = new MailMessage(from, to)
        {
            Subject = parcel.Subject, SubjectEncoding = Encoding.UTF8, Body = parcel.Text, BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.Base64,
        };
        var id = $"{parcel.Key}@{from.Host}";
        mail.Headers.Add("Message-ID", $"<{id}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(settings.MailHost, settings.MailPort) { EnableSsl = settings.MailTls };
        if (settings.MailUser is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, settings.MailPassword);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            await client.SendMailAsync(mail, limit.Token);
            return new Carried.Arrived($"邮件服务器已接收，编号 {id}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Carried.Later("邮件服务器没有及时回答", Unclear: true);
        }
        catch (SmtpException e)
        {
            return e.StatusCode switch
            {
                SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath =>
                    new Carried.Refused("邮箱不存在，或者拒收"),
                SmtpStatusCode.GeneralFailure => new Carried.Later("连不上邮件服务器，或者连接中断", Unclear: true),
                _ => new Carried.Later($"邮件服务器拒绝（{(int)e.StatusCode}）", Unclear: false),
            };
        }
    }

    /// <summary>Mail hosts answer no such question.</summary>
    public Task<Carried> Ask(string key, CancellationToken cancel) =>
        Task.FromResult<Carried>(new Carried.Later("邮件服务器没有回执", Unclear: true));
}
