namespace OneWindow.Identity;

/// <summary>Settings of signing in: configuration section "SignIn".</summary>
internal sealed class SignInOptions
{
    /// <summary>How many wrong passwords in a row lock an account.</summary>
    public int MostFailures { get; set; } = 5;

    public TimeSpan LockedFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether staff sign in with 动态口令 too. Not set: in real use, not in the demonstration.</summary>
    public bool? SecondFactor { get; set; }

    /// <summary>How many failures a minute one address may make, over all accounts.</summary>
    public int MostFailuresOfAnAddress { get; set; } = 30;

    /// <summary>How long a browser's session lives without a request.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(2);

    /// <summary>公用窗口电脑: after how long without a hand on it the screen is locked (ASVS 7.3.1).</summary>
    public TimeSpan DeskIdle { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a browser's session lives, however busy it is.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How many sessions an account has at once, of browsers and of programs each; the oldest ends with one more. Not set: 10, in the demonstration any number.</summary>
    public int? MostSessions { get; set; }

    /// <summary>How long a program's token lives.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(12);
}
