namespace OneWindow.Security;

/// <summary>
/// The controls that an installation is assessed by: 网络安全法, GB/T 22239-2019 (third grade, what touches applications), GB/T 39786-2021 (third grade, application layer),
/// 个人信息保护法, and accessibility. What each asks is said in our own words; the numbers of paragraphs within the standards are for the assessor to check.
/// </summary>
internal static class Controls
{
    private const string Graded = "GB/T 22239-2019 ";
    private const string Cryptography = "GB/T 39786-2021 ";
    private const string Privacy = "个人信息保护法 ";
    private const string Tests = "tests/Tests/";

    public static IReadOnlyList<Control> All { get; } = [.. OfSystems(), .. OfCryptography(), .. OfPersons(), .. OfAccess()];

    private static IEnumerable<Control> OfSystems() =>
    [
        new("log-kept", "日志至少留六个月", "网络安全法 第二十一条", ["log.security", "log.guard", "log.management"], [$"{Tests}Modules/Security/LogStandsTests.cs"],
            "备份也要留满六个月；反向代理、操作系统和数据库自己的日志由本地留存。"),
        new("identity", "身份唯一、口令复杂", Graded + "8.1.4.1", ["accounts.staff", "sign-in.password"], [$"{Tests}Modules/Identity/ManagePeopleTests.cs", $"{Tests}Modules/Identity/AccountRulesTests.cs"],
            "开户时核对本人证件；不把账号借给别人。"),
        new("lock-out", "登录失败锁定、会话超时", Graded + "8.1.4.1", ["sign-in.lock", "sign-in.address", "sign-in.idle"],
            [$"{Tests}Modules/Security/HandleEventsTests.cs", $"{Tests}Modules/Identity/SignInTests.cs"], "看每天的安全事件，写明处置。"),
        new("two-factors", "双因素登录", Graded + "8.1.4.1", ["sign-in.second-factor", "accounts.staff"], [$"{Tests}Modules/Identity/TotpTests.cs", $"{Tests}Modules/Identity/ManagePeopleTests.cs"],
            "手机丢失的当天撤下动态口令；需要硬件令牌的自行采购。"),
        new("least-privilege", "最小权限，没有默认和共享账号", Graded + "8.1.4.2", ["accounts.demonstration", "platform.mode"], [$"{Tests}Host/RouteTests.cs", "docs/generated/permissions.md"],
            "岗位变动当天换岗或停用账号，每季核对一次名单。"),
        new("three-administrators", "系统、安全、审计管理员分开", Graded + "8.1.5", ["accounts.three"], [$"{Tests}Modules/Identity/AccountRulesTests.cs"],
            "三个人都要是正式任命的本单位人员，并各有替补。"),
        new("audit", "审计覆盖每个用户，不能改、不能删", Graded + "8.1.4.3", ["log.guard", "log.management", "log.seal"], [$"{Tests}Modules/Security/LogStandsTests.cs", $"{Tests}Modules/Security/SealLogsTests.cs"],
            "审计管理员每周看一次日志；数据库管理员不兼任审计管理员。"),
        new("audit-backup", "日志另存一份", Graded + "8.1.4.3", ["syslog"], [$"{Tests}Modules/Security/ForwardLogsTests.cs"],
            "备好日志服务器，在 Syslog:Address 里写上地址，用 tls；接收方断开的要当天修好。"),
        new("input", "输入有效性检验", Graded + "8.1.4.4", [], [$"{Tests}Ui/FormReaderTests.cs", $"{Tests}Ui/ForeignPostsTests.cs", $"{Tests}Modules/Materials/DisguiseTests.cs"],
            "在 socket 上接好 ClamAV，病毒库每天更新。"),
        new("vulnerabilities", "发现漏洞及时修复", Graded + "8.1.4.4", ["registers.alerts", "registers.assets"], [$"{Tests}Modules/Security/TrackVulnerabilitiesTests.cs"],
            "每季至少扫描一次，操作系统、数据库和 .NET 按厂商公告升级。"),
        new("transmission", "传输的完整性和保密性", Graded + "8.1.4.7、8.1.4.8", ["session.cookie"], [$"{Tests}Modules/Identity/SignInTests.cs", "docs/how-to/real-use.md"],
            "反向代理上配 TLS 1.2 以上（要过密评的配国密套件）并打开 HSTS；数据库连接也加密。"),
        new("storage", "存储的完整性和保密性", Graded + "8.1.4.7、8.1.4.8", ["data.subjects", "platform.secret", "platform.secret-since"], [$"{Tests}Modules/Identity/SubjectVaultTests.cs", $"{Tests}Modules/Materials/SealedContentTests.cs"],
            "安装密钥放在数据目录以外，另行保管一份，两个人才拿得到。"),
        new("backup", "备份和恢复", Graded + "8.1.4.9", ["platform.database", "backup.standing"], [$"{Tests}Storage/Backups/BackupTests.cs", "docs/how-to/back-up.md"], "每天备份，异地保存，每年至少做一次恢复演练。"),
        new("residual", "剩余信息清除", Graded + "8.1.4.10", ["data.subjects"], [$"{Tests}Modules/Identity/SubjectVaultTests.cs"], "报废的磁盘消磁或者粉碎；备份到期销毁。"),
        new("rate-limits", "限制请求频次", Graded + "8.1.4.1", ["limits.requests"], [$"{Tests}Host/RateLimitTests.cs"], "大流量攻击由网络侧清洗。"),
        new("grading", "定级和定期测评", Graded + "8.1.9.9、8.1.9.10", ["registers.assets", "assessments.gradedprotection"], [$"{Tests}Modules/Security/RecordAssessmentsTests.cs"],
            "系统定级并到公安机关备案，请有资质的机构按期测评，把报告登记进来。"),
        new("duties", "分级落实责任", "河北方案 四（四）", ["registers.alerts"], [$"{Tests}Modules/Security/AssignDutiesTests.cs"], "每一级都指定责任人，人走当天换人。"),
        new("clock", "时间可信", Graded + "8.1.5.4", ["platform.clock"], [$"{Tests}World/WorldTests.cs"], "服务器与可信的时间源对时。"),
    ];

    private static IEnumerable<Control> OfCryptography() =>
    [
        new("crypto-authenticity", "身份鉴别的真实性", Cryptography + "应用和数据安全", ["sign-in.second-factor", "platform.crypto"], [$"{Tests}Modules/Identity/TotpTests.cs"],
            "密评要求国密证书登录的，由统一身份服务提供。"),
        new("crypto-access", "访问控制信息的完整性", Cryptography + "应用和数据安全", ["log.guard"], [$"{Tests}Modules/Security/LogStandsTests.cs"], "岗位表由审计管理员每季核对。"),
        new("crypto-transmission", "重要数据传输的机密性和完整性", Cryptography + "应用和数据安全", ["session.cookie"], ["docs/how-to/real-use.md"], "反向代理使用经认证的国密 TLS 产品。"),
        new("crypto-storage", "重要数据存储的机密性和完整性", Cryptography + "应用和数据安全", ["data.subjects", "platform.crypto"],
            [$"{Tests}Modules/Identity/SubjectVaultTests.cs", $"{Tests}Kernel/Crypto/Sm3Tests.cs", $"{Tests}Storage/Device/DeviceSecretTests.cs", "docs/how-to/key-device.md"], "密评要求密码机的，用 key-to-device 把安装密钥封到经认证的密码产品下。"),
        new("crypto-non-repudiation", "操作不可否认", Cryptography + "应用和数据安全", ["log.seal", "platform.crypto"], [$"{Tests}Modules/Ledger/LedgerAuditTests.cs", "docs/how-to/verify-a-receipt.md"],
            "把每天公布的根交给本单位以外的见证方保存。"),
        new("crypto-assessment", "密码应用安全性评估", "商用密码管理条例 第三十八条", ["assessments.cryptography"], [$"{Tests}Modules/Security/RecordAssessmentsTests.cs"], "每年请有资质的机构评估，把报告登记进来。"),
    ];

    private static IEnumerable<Control> OfPersons() =>
    [
        new("necessary", "只收必需的，用途明确", Privacy + "第六条、第十三条", [], [$"{Tests}Modules/Catalogue/GuideRulesTests.cs"], "编办事指南时逐项写明为什么要这份材料。"),
        new("notice", "告知处理的目的和方式", Privacy + "第十七条、第三十五条", [], ["src/Modules/Notices/README.md"], "在网站上公布个人信息处理规则，写明联系方式。"),
        new("retention", "保存期限最短", Privacy + "第十九条", ["data.subjects"], ["src/Modules/Materials/README.md"], "定出各类办件的保存期限，到期处理。"),
        new("automatic", "自动作出的可说明、可请人工", Privacy + "第二十四条", [], [$"{Tests}Modules/Cases/Features/AutomaticApprovalTests.cs"], "公布自动审批的规则，留人工窗口。"),
        new("sensitive", "敏感个人信息和儿童", Privacy + "第二十八条、第二十九条、第三十一条", ["data.subjects"], [$"{Tests}Modules/Identity/SubjectVaultTests.cs"], "受理前单独取得同意；不满十四周岁的由监护人同意。"),
        new("at-home", "在境内存储", Privacy + "第三十六条", ["platform.database"], ["docs/how-to/real-use.md"], "服务器、备份和日志服务器都放在境内。"),
        new("copy-erase", "查阅、复制、删除", Privacy + "第四十五条、第四十七条", ["data.subjects"], [$"{Tests}Modules/Identity/SubjectVaultTests.cs"], "指定受理查阅、复制、删除申请的岗位。"),
        new("privacy-audit", "合规审计和影响评估", Privacy + "第五十四条、第五十五条、第五十六条", ["log.security", "log.management"], ["docs/security.md"], "定期做合规审计；处理敏感信息、自动决策前做影响评估并保存三年。"),
        new("masking", "展示时遮住", Graded + "8.1.4.11", [], [$"{Tests}Kernel/MaskingTests.cs"], "打印和导出的表格也按遮住后的样子发放。"),
    ];

    private static IEnumerable<Control> OfAccess() =>
    [
        new("accessible", "无障碍", "无障碍环境建设法 第三十二条；GB/T 37668-2019", [], [$"{Tests}Ui/LayoutTests.cs", "tests/Journeys/Glance.cs"], "请残障人士和老年人试用，改掉他们卡住的地方。"),
        new("elders", "适老", "工业和信息化部适老化规范", [], [$"{Tests}Ui/LayoutTests.cs"], "大厅保留人工窗口和纸质办理。"),
    ];
}
