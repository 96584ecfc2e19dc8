using OneWindow.Contracts;

namespace OneWindow.Messages;

/// <summary>联署的消息: what is told before there is a case. Its reference stands where a case's number does.</summary>
internal static class SigningMessages
{
    private const string Prefix = "signing.";
    private const string ReferencePrefix = "LS";

    public static string Type(string kind) => $"{Prefix}{kind}/1";

    public static bool Is(string type) => type.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Somebody waits for it before his screen: quiet hours do not hold it.</summary>
    public static bool IsCode(string type) => type == Type(SigningLetter.Code);

    /// <summary>Whether a message's reference is that of a joint signing, not of a case.</summary>
    public static bool IsReference(string reference) => reference.StartsWith(ReferencePrefix, StringComparison.Ordinal);

    public static MessageText Of(SigningLetter letter, string organisation) => new(
        letter.Title, letter.Happened, letter.Todo, letter.By, letter.Otherwise, letter.Path, letter.Item, letter.Reference, organisation, letter.Phone)
    {
        SendTo = letter.SendTo, Code = letter.Kind == SigningLetter.Code,
    };
}
