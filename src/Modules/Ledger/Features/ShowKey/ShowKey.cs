using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ledger;

/// <summary>公布公钥: with which key we sign and signed, for everybody who checks without us. JSON with all keys, PEM with the one that signs now.</summary>
internal static class ShowKey
{
    internal sealed record PublishedKey(string KeyId, string Algorithm, string PublicKey, Instant Since, bool Current);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/key", async (SigningKeys keys, CancellationToken cancel) =>
            {
                var all = await keys.All(cancel);
                return Results.Json(
                    new { keys = all.Select(k => new PublishedKey(k.Id, "SM2 with SM3, id 1234567812345678, DER", SigningKeys.Pem(k.Public), k.MadeAt, k == all[0])) },
                    Json.Options);
            })
            .WithName(nameof(ShowKey)).AllowEveryone();
        routes.MapGet("/ledger/key.pem", async (SigningKeys keys, CancellationToken cancel) =>
                Results.Text(SigningKeys.Pem((await keys.All(cancel))[0].Public), "application/x-pem-file", Encoding.ASCII))
            .AllowEveryone();
    }
}
