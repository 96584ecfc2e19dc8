namespace OneWindow.Catalogue;

/// <summary>事项状态 (GB/T 39046 C0109: 1 在用, 2 暂停, 3 取消), and before them the draft that nobody outside sees.</summary>
internal enum ItemState
{
    Draft,
    InUse,
    Suspended,
    Cancelled,
}
