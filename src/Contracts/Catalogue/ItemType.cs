namespace OneWindow.Contracts;

/// <summary>事项类型. What the licensing law binds are the licences alone (青岛办法 第四条 names seven; public services beside them).</summary>
public enum ItemType
{
    Licence,
    Confirmation,
    Adjudication,
    Payment,
    Award,
    Filing,
    OtherPower,
    PublicService,
}

public static class ItemTypeNames
{
    /// <summary>Chinese name and the two-digit code of GB/T 39046 A.1 (the extensible 11 for 行政备案).</summary>
    public static (string Name, string Code) Names(this ItemType type) => type switch
    {
        ItemType.Licence => ("行政许可", "01"),
        ItemType.Confirmation => ("行政确认", "07"),
        ItemType.Adjudication => ("行政裁决", "09"),
        ItemType.Payment => ("行政给付", "05"),
        ItemType.Award => ("行政奖励", "08"),
        ItemType.Filing => ("行政备案", "11"),
        ItemType.OtherPower => ("其他行政权力", "10"),
        ItemType.PublicService => ("公共服务", "20"),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
