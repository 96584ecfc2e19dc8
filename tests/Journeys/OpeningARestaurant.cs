namespace OneWindow.Journeys;

/// <summary>The whole life of a food permit, from the search to the rating; and again on a phone, without script, by keys alone, large, and through a bad network.</summary>
public sealed class OpeningARestaurantOnAnyScreen(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task With_a_wide_screen() => Restaurant.LiveThrough(chromium, house, new Way("restaurant, 1280 px", 1280, Axe: true));

    [Fact]
    public Task With_a_phone() => Restaurant.LiveThrough(chromium, house, new Way("restaurant, 390 px", 390, Axe: true));

    [Fact]
    public Task With_script_off() => Restaurant.LiveThrough(chromium, house, new Way("restaurant, script off", 390, Script: false));
}

/// <inheritdoc cref="OpeningARestaurantOnAnyScreen"/>
public sealed class OpeningARestaurantInAnyWay(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task By_keyboard_alone() => Restaurant.LiveThrough(chromium, house, new Way("restaurant, keyboard alone", 1280, Keyboard: true));

    [Fact]
    public Task In_large_text() => Restaurant.LiveThrough(chromium, house, new Way("restaurant, 长辈模式", 390, Elders: true, Axe: true));

    [Fact]
    public Task With_the_network_cut() => Restaurant.LiveThrough(chromium, house, new Way("restaurant, network cut", 390, Cuts: true));
}
