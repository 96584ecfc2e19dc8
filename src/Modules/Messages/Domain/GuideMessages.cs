using OneWindow.Contracts;

namespace OneWindow.Messages;

/// <summary>办事指南的消息: what is told of a guide, to who kept a plan with it or said something of it. Its reference stands where a case's number does.</summary>
internal static class GuideMessages
{
    private const string Prefix = "guide.";
    private const string ReferencePrefix = "ZN";

    public static string Type(string kind) => $"{Prefix}{kind}/1";

    public static bool Is(string type) => type.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool IsReference(string reference) => reference.StartsWith(ReferencePrefix, StringComparison.Ordinal);

    public static MessageText Of(GuideLetter letter, string organisation) =>
        new(letter.Title, letter.Happened, null, null, null, letter.Path, letter.Item, letter.Reference, organisation, letter.Phone) { About = "您关注的" };
}
