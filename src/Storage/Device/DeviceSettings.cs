using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// 密码设备: where the device is that holds the key over the installation's secret. The PIN comes from a variable or a file, never from the command line,
/// where every user of the machine could read it.
/// </summary>
/// <param name="Module">The path of the maker's PKCS#11 library.</param>
/// <param name="Token">The label of the token.</param>
/// <param name="Key">The label of the key in it: AES, or an RSA pair.</param>
public sealed record DeviceSettings(string? Module, string? Token, string? Key, string? Pin, string? PinFile)
{
    public const string ModuleVariable = "ONEWINDOW_PKCS11_MODULE";
    public const string TokenVariable = "ONEWINDOW_PKCS11_TOKEN";
    public const string KeyVariable = "ONEWINDOW_PKCS11_KEY";
    public const string PinVariable = "ONEWINDOW_PKCS11_PIN";
    public const string PinFileVariable = "ONEWINDOW_PKCS11_PIN_FILE";

    public static DeviceSettings None { get; } = new(null, null, null, null, null);

    public static DeviceSettings OfEnvironment()
    {
        return new(Of(ModuleVariable), Of(TokenVariable), Of(KeyVariable), Of(PinVariable), Of(PinFileVariable));

        static string? Of(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;
    }

    /// <summary>The PIN, where everything else is named too; otherwise what is missing, in words.</summary>
    internal Outcome<string> Complete()
    {
        string[] missing =
        [
            .. Module is null ? [$"{ModuleVariable}（驱动库的路径）"] : Array.Empty<string>(),
            .. Token is null ? [$"{TokenVariable}（设备的标签）"] : Array.Empty<string>(),
            .. Key is null ? [$"{KeyVariable}（密钥的标签）"] : Array.Empty<string>(),
            .. Pin is null && PinFile is null ? [$"{PinVariable} 或 {PinFileVariable}（口令，或者放口令的文件）"] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
            return new Refusal("platform.device-settings", $"安装密钥封在密码设备下，还缺这些设置：{string.Join('、', missing)}。请补上再运行。", PlatformRules.RealUse);
        if (Pin is not null) return Pin;
        try
        {
            return File.ReadAllText(PinFile!).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal("platform.device-pin-file", $"读不到放密码设备口令的文件 {PinFile}。请检查 {PinFileVariable} 和文件的权限。", PlatformRules.RealUse);
        }
    }
}
