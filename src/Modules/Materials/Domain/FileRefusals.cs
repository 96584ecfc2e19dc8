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

    public static Refusal NoFile { get; } = No("no-file", "请选择要上传的文件。", PlatformRules.Input);

    public static Refusal TooLarge(long most) => No("too-large", $"文件超过 {Size(most)} 的上限，请压缩、降低扫描分辨率或拆分后再上传。");

    public static Refusal BasketFull(long most) => No("basket-full", $"材料总大小超过 {Size(most)} 的上限，请压缩文件，或删除不需要的文件后再上传。");

    public static Refusal TooMany(int most) => No("too-many-files", $"最多可以上传 {most} 个文件，请把多个文件合并，或删除不需要的文件后再上传。");

    public static Refusal WrongEnding(string name, FileKind kind) => No(
        "wrong-ending", $"文件“{name}”的内容是{(kind.Name[0] < 128 ? " " : "")}{kind.Name}，与文件名的后缀不一致。请把后缀改为 {kind.Endings[0]} 后再上传。");

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MB" : $"{bytes >> 10} KB";

    private static Refusal No(string reason, string words, Citation? basis = null) => new("materials." + reason, words, basis ?? PlatformRules.Files);
}
