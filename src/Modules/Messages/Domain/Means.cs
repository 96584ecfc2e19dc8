namespace OneWindow.Messages;

/// <summary>告知方式 (青岛办法 第二十八条; 鄠邑细则 第十五条). The inbox of the platform always has the message; the others go outside.</summary>
internal enum Means
{
    /// <summary>站内消息: the inbox.</summary>
    Platform,

    Sms,

    Email,

    /// <summary>电话: a task for staff.</summary>
    Phone,

    /// <summary>信函: a task for staff.</summary>
    Letter,
}

internal static class MeansWords
{
    public static string Words(this Means means) => means switch
    {
        Means.Platform => "站内消息",
        Means.Sms => "短信",
        Means.Email => "电子邮件",
        Means.Phone => "电话",
        Means.Letter => "信函",
        _ => throw new ArgumentOutOfRangeException(nameof(means)),
    };

    /// <summary>As the rulebooks' `notification.channels` says it, and our forms.</summary>
    public static string Code(this Means means) => means.ToString().ToLowerInvariant();

    public static Means? Parse(string? code) =>
        Enum.TryParse<Means>(code, ignoreCase: true, out var means) && Enum.IsDefined(means) && means.Code() == code ? means : null;

    /// <summary>Done by people: it waits on their list, not in the queue.</summary>
    public static bool IsTask(this Means means) => means is Means.Phone or Means.Letter;
}
