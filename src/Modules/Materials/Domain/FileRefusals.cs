using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>Every "no" about a file, in words that say how to mend it. All rest on the house rule about files.</summary>
internal static class FileRefusals
{
    public static Refusal Empty { get; } = No("empty", "这个文件是空的，请检查后重新选择文件。");

    public static Refusal Unknown { get; } = No(
        "unknown-kind", $"这个文件的内容不是可以接收的格式。请提交 {FileKind.Taken} 格式的文件；其他格式请先转换，例如打印或另存为 PDF。");

    public static Refusal Frozen { get; } = No("frozen", "这些材料已经提交，不能再添加或删除文件。如需更改，请等待补正通知，或联系受理窗口。", PlatformRules.Order);

    /// <summary>One answer for what is not there and for what is not yours: guessing teaches nothing.</summary>
    public static Refusal NotFound { get; } = No("not-found", "没有找到这份材料，可能已经被删除。请回到办件页面查看。");

    public static Refusal UploadGone { get; } = No("upload-expired", "这次上传已经过期，请重新选择文件上传。");

    public static Refusal Busy { get; } = No("upload-busy", "这个文件正在另一个连接中上传，请稍后重试。", PlatformRules.Capacity);

    public static Refusal MovedOn { get; } = No("upload-offset", "上传的位置与服务器已保存的位置不一致，请重新查询后继续上传。", PlatformRules.NoSilentOverwrite);

    public static Refusal Broken { get; } = No("upload-malformed", "上传请求不完整或格式有误，请刷新页面后重试。", PlatformRules.Input);

    /// <summary>个人信息保护法 第四十七条: with its owner's key went the content.</summary>
    public static Refusal Erased { get; } = No("erased", "这份材料的内容已经依法删除，不能再查看。");

    public static Refusal Disguised { get; } = No(
        "disguised", "这个文件里还藏有另一种格式的内容（网页、程序或压缩包），不能接收。请用原来的软件重新另存为 PDF 或图片，再上传新的文件。");

    public static Refusal Overpacked { get; } = No(
        "overpacked", "这个文件解压后异常庞大或压缩数据有误，不能接收。请用原来的软件重新另存，或转换为 PDF 后再上传。");

    public static Refusal BrokenPicture { get; } = No("broken-picture", "这张图片的数据不完整或有误，不能接收。请重新拍摄、扫描或另存后再上传。");

    public static Refusal Infected { get; } = No(
        "infected", "杀毒软件在这个文件中发现了恶意内容，文件没有保存。请先在自己的电脑上杀毒，再上传一份干净的文件；也可以带纸质材料到窗口办理。");

    /// <summary>The upload is kept and goes on by itself.</summary>
    public static Refusal ScanWaits { get; } = No(
        "scan-waits", "文件已经收到，但病毒检查暂时不可用。请过几分钟再试，不需要重新上传。", PlatformRules.Capacity);

    public static Refusal ScanAway { get; } = No(
        "scan-away", "病毒检查暂时不可用，这个文件没有保存。请过几分钟重新上传，或到窗口提交。", PlatformRules.Capacity);

    public static Refusal NoFile { get; } = No("no-file", "请选择要上传的文件。", PlatformRules.Input);

    public static Refusal TooLarge(long most) => No("too-large", $"文件超过 {Size(most)} 的上限，请压缩、降低扫描分辨率或拆分后再上传。");

    public static Refusal TooManyPixels(int side) => No(
        "too-many-pixels", $"这张图片的尺寸过大（单边超过 {side} 像素或总像素过多），不能接收。请降低扫描分辨率或缩小图片后再上传。");

    public static Refusal BasketFull(long most) => No("basket-full", $"材料总大小超过 {Size(most)} 的上限，请压缩文件，或删除不需要的文件后再上传。");

    public static Refusal TooMany(int most) => No("too-many-files", $"最多可以上传 {most} 个文件，请把多个文件合并，或删除不需要的文件后再上传。");

    public static Refusal WrongEnding(string name, FileKind kind) => No(
        "wrong-ending", $"文件“{name}”的内容是{(kind.Name[0] < 128 ? " " : "")}{kind.Name}，与文件名的后缀不一致。请把后缀改为 {kind.Endings[0]} 后再上传。");

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MB" : $"{bytes >> 10} KB";

    private static Refusal No(string reason, string words, Citation? basis = null) => new("materials." + reason, words, basis ?? PlatformRules.Files);
}
