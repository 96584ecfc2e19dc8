using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace OneWindow.Security;

internal enum SyslogTransport
{
    /// <summary>RFC 5426: nobody says whether it arrived.</summary>
    Udp,

    /// <summary>RFC 6587, octet counting.</summary>
    Tcp,

    /// <summary>RFC 5425.</summary>
    Tls,
}

/// <param name="Trusted">Beside the machine's own certificates: whose receivers are believed; null: the machine's alone.</param>
internal sealed record SyslogReceiver(SyslogTransport Transport, string Host, int Port, X509Certificate2Collection? Trusted)
{
    public override string ToString() => $"{Transport.ToString().ToLowerInvariant()}://{Host}:{Port}";
}

/// <summary>
/// 日志外送的设置: `Syslog:Address` ("udp://10.0.0.5:514", "tcp://…:601", "tls://…:6514") and `Syslog:TrustedCertificates` (a PEM file). Read anew at each use;
/// not set: nothing is sent.
/// </summary>
internal sealed class SyslogSettings(IConfiguration settings)
{
    /// <summary>As it stands in the settings; null: nothing.</summary>
    public string? Written => settings["Syslog:Address"] is { Length: > 0 } text ? text : null;

    /// <summary>Null: not set, or set wrongly, which <paramref name="wrong"/> says.</summary>
    public SyslogReceiver? Find(out string? wrong)
    {
        wrong = null;
        if (Written is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || !Enum.TryParse<SyslogTransport>(uri.Scheme, ignoreCase: true, out var transport))
        {
            wrong = "Syslog:Address 应写成 udp://主机:514、tcp://主机:601 或者 tls://主机:6514";
            return null;
        }

        var port = uri.Port > 0 ? uri.Port : transport switch { SyslogTransport.Udp => 514, SyslogTransport.Tcp => 601, _ => 6514 };
        X509Certificate2Collection? trusted = null;
        if (transport == SyslogTransport.Tls && settings["Syslog:TrustedCertificates"] is { Length: > 0 } file)
        {
            if (!File.Exists(file))
            {
                wrong = "Syslog:TrustedCertificates 指的证书文件不在";
                return null;
            }

            trusted = [];
            trusted.ImportFromPemFile(file);
        }

        return new SyslogReceiver(transport, uri.DnsSafeHost, port, trusted);
    }
}
