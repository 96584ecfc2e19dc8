using System.Security.Cryptography;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class CryptoSelfTestTests
{
    [Fact]
    public void On_a_sound_machine_it_has_nothing_to_say() => Assert.Null(CryptoSelfTest.Run());

    [Fact]
    public void A_missing_library_is_named_with_what_to_do()
    {
        var said = CryptoSelfTest.Run("libcrypto-of-nowhere.so.3", []);

        Assert.Contains("找不到密码库 libcrypto-of-nowhere.so.3", said, StringComparison.Ordinal);
        Assert.Contains("apt install libssl3", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_algorithm_is_named_with_what_to_do()
    {
        var said = CryptoSelfTest.Run(LibCrypto.Name, [("SM9", () => throw new CryptographicException("none"))]);

        Assert.Contains("没有可用的国密算法 SM9", said, StringComparison.Ordinal);
        Assert.Contains("apt install libssl3", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_algorithm_that_gives_something_else_is_named()
    {
        var said = CryptoSelfTest.Run(LibCrypto.Name, [("SM3", () => true), ("SM4-CTR", () => false)]);

        Assert.Contains("SM4-CTR 与标准公布的示例不符", said, StringComparison.Ordinal);
    }
}
