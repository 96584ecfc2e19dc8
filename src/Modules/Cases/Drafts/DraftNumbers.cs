using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>草稿号: what people say on the telephone and compare at the counter. Made from the draft's address, which it does not give away; it opens nothing.</summary>
internal static class DraftNumbers
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // 32 signs without look-alikes.

    public static string Of(string draft)
    {
        var hash = Sm3.Of(Encoding.ASCII.GetBytes($"draft/{draft}"));
        var signs = hash.Take(8).Select(b => Alphabet[b & 31]).ToArray();
        return $"CG-{new string(signs, 0, 4)}-{new string(signs, 4, 4)}";
    }
}
