using Microsoft.EntityFrameworkCore;

namespace OneWindow.Identity;

internal static class DirectoryVersion
{
    /// <summary>Marks reference data as changed, in the same save.</summary>
    public static async Task Bump(this IdentityDb db, CancellationToken cancel)
    {
        var row = await db.Versions.SingleOrDefaultAsync(v => v.Name == VersionRow.Directory, cancel);
        if (row is null) db.Add(new VersionRow { Name = VersionRow.Directory, Number = 1 });
        else row.Number++;
    }
}
