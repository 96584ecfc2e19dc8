namespace OneWindow.Catalogue;

/// <summary>
/// 事项状态 (GB/T 39046 C0109: 1 在用) and before it the draft that nobody outside sees. 暂停 and 取消 begin and end at instants: they stand in
/// the item's changes (<see cref="ItemChangeRow"/>), not here.
/// </summary>
internal enum ItemState
{
    Draft,
    InUse,
}
