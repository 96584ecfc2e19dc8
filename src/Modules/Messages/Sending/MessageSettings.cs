using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>
/// 设置: the gateway, the mail host and the quiet hours, from the configuration (`Messages:Sms:Address` and so on). Nothing set is in order:
/// then there is the inbox alone. What is set wrongly is told in the log and counts as not set; it never stops a start.
/// </summary>
internal sealed class MessageSettings
{
    private readonly IConfiguration settings;
    private readonly PublicAddress address;

    public MessageSettings(IConfiguration settings, PublicAddress address, ILogger<MessageSettings> log)
    {
        (this.settings, this.address) = (settings, address);
        if (settings["Messages:Sms:Address"] is { Length: > 0 } sms)
        {
            if (Uri.TryCreate(sms.TrimEnd('/') + "/", UriKind.Absolute, out var gateway) && gateway.Scheme is "http" or "https") Gateway = gateway;
            else log.LogWarning("Messages:Sms:Address is not an http address: no short messages.");
        }

        MailHost = settings["Messages:Smtp:Host"] is { Length: > 0 } host ? host : null;
        MailFrom = settings["Messages:Smtp:From"] ?? "";
        if (MailHost is not null && !System.Net.Mail.MailAddress.TryCreate(MailFrom, out _))
        {
            log.LogWarning("Messages:Smtp:From is not an e-mail address: no mail.");
            MailHost = null;
        }

        MailPort = int.TryParse(settings["Messages:Smtp:Port"], out var port) && port is > 0 and < 65536 ? port : 25;
        if (settings["Messages:QuietHours"] is not { } hours) Quiet = QuietHours.Usual;
        else if (QuietHours.TryParse(hours, out var quiet)) Quiet = quiet;
        else
        {
            Quiet = QuietHours.Usual;
            log.LogWarning("Messages:QuietHours is not like 21:00-08:00: the usual ones hold.");
        }
    }

    /// <summary>Null: no short messages.</summary>
    public Uri? Gateway { get; }

    /// <summary>Sent as a bearer token; null: none asked for.</summary>
    public string? GatewayToken => settings["Messages:Sms:Token"];

    /// <summary>How long the gateway may take to answer: ten seconds, if nothing else is set.</summary>
    public TimeSpan GatewayPatience => TimeSpan.FromSeconds(int.TryParse(settings["Messages:Sms:Seconds"], out var seconds) && seconds is > 0 and < 100 ? seconds : 10);

    /// <summary>Null: no mail.</summary>
    public string? MailHost { get; }

    public int MailPort { get; }

    public string MailFrom { get; }

    public string? MailUser => settings["Messages:Smtp:User"];

    public string? MailPassword => settings["Messages:Smtp:Password"];

    /// <summary>STARTTLS; off only where it is said, for a host on the same machine.</summary>
    public bool MailTls => settings["Messages:Smtp:Tls"] is not ("off" or "false" or "no");

    public QuietHours Quiet { get; }

    public string AddressOf(string path) => address.Of(path);
}
