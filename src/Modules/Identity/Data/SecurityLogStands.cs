using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>安全日志只增不改: the database itself refuses to change or delete a line (网络安全法 第二十一条; GB/T 22239-2019 8.1.4.3 c).</summary>
[DbContext(typeof(IdentityDb))]
[Migration("20261206_SecurityLogStands")]
internal sealed class SecurityLogStands() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("IX_security_events_Kind_Number", "security_events", ["Kind", "Number"]);
        migration.OnlyGrows("identity", "security_events");
    }
}
