using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// The material files of a batch, in as many baskets as they need: they are found by the names that the table gives them, and each row that is filed takes
/// its own into its own basket.
/// </summary>
internal sealed class BatchFiles(IMaterials materials)
{
    private const int MostBaskets = 100;

    /// <summary>So many of the largest files that are taken still fit into one basket.</summary>
    private const int FilesPerBasket = 9;
    private const int MostPacked = 900;
    private const long MostUnpacked = 512L << 20;

    /// <summary>Where the last file of a batch went, so that full baskets are not asked each time.</summary>
    private readonly ConcurrentDictionary<string, int> last = [];

    public async ValueTask<IReadOnlyList<StoredFile>> Of(string batch, CancellationToken cancel = default)
    {
        var all = new List<StoredFile>();
        for (var n = 0; n < MostBaskets; n++)
        {
            var files = await materials.InBasket(Basket(batch, n), cancel);
            if (files.Count == 0 && n > 0) break;
            all.AddRange(files);
        }

        // Of two files of one name the later counts.
        all.Reverse();
        return all;
    }

    /// <summary>From now on files can be put in, also in pieces by their own way.</summary>
    public ValueTask Open(Batch batch, CancellationToken cancel) =>
        materials.OpenBasket(Basket(batch.Id, 0), batch.Subject, batch.Guide.Organisation, batch.Guide.Place, cancel);

    /// <summary>Takes a file, or all that a ZIP holds. What is refused is told by its name; the rest is kept.</summary>
    public async ValueTask<IReadOnlyList<Refusal>> Take(Batch batch, string name, Stream content, CancellationToken cancel = default)
    {
        if (!Path.GetExtension(name).Equals(".zip", StringComparison.OrdinalIgnoreCase))
        {
            var stored = await Store(batch, name, content, cancel);
            return stored.Try(out _, out var why) ? [] : [Told(name, why)];
        }

        var refused = new List<Refusal>();
        try
        {
            // Names in a ZIP of older Windows tools are in GB18030 and not marked as anything.
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!);
            var packed = zip.Entries.Where(e => e.Name.Length > 0 && !e.Name.StartsWith('.') && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
            if (packed.Count > MostPacked) return [new Refusal("cases.zip-too-many", $"“{name}”里的文件超过 {MostPacked} 个。请分成几个压缩包。", PlatformRules.Files)];
            var unpacked = 0L;
            foreach (var entry in packed)
            {
                if (unpacked > MostUnpacked)
                {
                    refused.Add(new Refusal("cases.zip-too-large", $"“{name}”展开后超过 {MostUnpacked >> 20} MB，从“{entry.Name}”起没有收。请分成几个压缩包。", PlatformRules.Files));
                    break;
                }

                // Each is measured as it comes out: what a packed file says of its size need not be true.
                await using var file = await entry.OpenAsync(cancel);
                var stored = await Store(batch, entry.Name, file, cancel);
                if (stored.Try(out var taken, out var why)) unpacked += taken.Size;
                else refused.Add(Told(entry.Name, why));
            }
        }
        catch (InvalidDataException)
        {
            refused.Add(new Refusal("cases.zip-broken", $"压缩包“{name}”打不开，可能没有传完或者加了密码。请重新压缩成普通的 ZIP，再上传。", PlatformRules.Files));
        }

        return refused;
    }

    public async ValueTask<Outcome<StoredFile>> Store(Batch batch, string name, Stream content, CancellationToken cancel = default)
    {
        for (var n = last.GetValueOrDefault(batch.Id); ; n++)
        {
            await materials.OpenBasket(Basket(batch.Id, n), batch.Subject, batch.Guide.Organisation, batch.Guide.Place, cancel);
            var held = await materials.InBasket(Basket(batch.Id, n), cancel);
            if (held.Count >= FilesPerBasket && n + 1 < MostBaskets) continue;
            last[batch.Id] = n;
            // The same content under two names is two files here: rows go by the name.
            return await materials.Store(Basket(batch.Id, n), name, name, content, cancel);
        }
    }

    private static Refusal Told(string name, Refusal why) => why with { Message = $"“{name}”：{why.Message}" };

    public static string Basket(string batch, int n) => n == 0 ? batch : $"{batch}-{n}";
}
