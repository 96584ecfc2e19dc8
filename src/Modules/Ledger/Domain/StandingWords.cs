using OneWindow.Contracts;

namespace OneWindow.Ledger;

/// <summary>The three states of a promise as residents read them, everywhere the same.</summary>
internal static class StandingWords
{
    public static string Words(this LedgerStanding standing) => standing switch
    {
        LedgerStanding.Promised => "已承诺入链",
        LedgerStanding.Included => "已入链",
        LedgerStanding.Broken => "承诺已过期而未入链（请保存此凭证，这是证据）",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };
}
