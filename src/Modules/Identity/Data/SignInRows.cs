using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>By what somebody signed in, or tried to.</summary>
internal enum SignInWay
{
    Password,

    /// <summary>密码和动态口令.</summary>
    PasswordAndCode,

    /// <summary>统一身份认证.</summary>
    Service,

    /// <summary>手机验证码.</summary>
    Phone,

    /// <summary>A click in the demonstration, or its password.</summary>
    Demonstration,

    /// <summary>A program's token.</summary>
    Program,
}

/// <summary>登录记录: one sign-in of an account, and the session that it opened; or one that failed. Kept half a year (网络安全法 第二十一条).</summary>
internal sealed class SignInRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required SignInWay Way { get; init; }

    /// <summary>False: the password or the code was wrong, or the account locked.</summary>
    public required bool Opened { get; init; }

    /// <summary>The network it came from, its last part left out.</summary>
    public required string From { get; init; }

    /// <summary>Browser and system as the browser told; null: not told.</summary>
    public string? Device { get; init; }

    public required Instant At { get; init; }

    /// <summary>The last request, to within five minutes; the last of several failures in a row.</summary>
    public required Instant SeenAt { get; set; }

    /// <summary>How often it failed alike.</summary>
    public int Times { get; set; } = 1;

    /// <summary>However busy: then it is over.</summary>
    public required Instant Until { get; init; }

    /// <summary>The account's stamp that it holds with.</summary>
    public required string Stamp { get; set; }

    /// <summary>Ended by hand.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>公用窗口电脑: the window at which it was begun; null: at none.</summary>
    public int? Window { get; set; }

    /// <summary>There: locked by hand.</summary>
    public Instant? LockedAt { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<SignInRow>(row =>
    {
        row.ToTable("sign_ins").HasKey(s => s.Id);
        row.HasIndex(s => new { s.Account, s.At });
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261226_SignInsAreKept")]
internal sealed class SignInsAreKept() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("sign_ins", t => new
        {
            Id = t.Column<string>(),
            Account = t.Column<string>(),
            Way = t.Column<string>(maxLength: 40),
            Opened = t.Column<bool>(),
            From = t.Column<string>(),
            Device = t.Column<string>(nullable: true),
            At = t.Column<long>(),
            SeenAt = t.Column<long>(),
            Times = t.Column<int>(),
            Until = t.Column<long>(),
            Stamp = t.Column<string>(),
            EndedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_sign_ins", s => s.Id));
        migration.CreateIndex("IX_sign_ins_Account_At", "sign_ins", ["Account", "At"]);
        migration.AddColumn<string>("SignIn", "tokens", nullable: true);
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261230_SharedDesks")]
internal sealed class DesksAreShared() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<int>("Window", "sign_ins", nullable: true);
        migration.AddColumn<long>("LockedAt", "sign_ins", nullable: true);
    }
}
