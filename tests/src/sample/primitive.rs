//! Random values of the Edm primitives, in the texts that their JSON form allows.

use crate::{entropy::Entropy, json::Json};

pub(super) fn value(ty: &str, entropy: &mut Entropy<'_>) -> Json {
    match ty {
        "Edm.Boolean" => Json::Bool(entropy.once_in(2)),
        "Edm.Byte" => number(entropy, &["0", "255"], 256, 0),
        "Edm.SByte" => number(entropy, &["-128", "127"], 256, -128),
        "Edm.Int16" => number(entropy, &["-32768", "32767"], 65_536, -32_768),
        "Edm.Int32" => number(entropy, &["-2147483648", "2147483647"], 1 << 32, -2_147_483_648),
        "Edm.Int64" => int64(entropy),
        "Edm.Single" | "Edm.Double" => float(entropy),
        "Edm.Decimal" => decimal(entropy),
        "Edm.Date" => Json::String(date(entropy)),
        "Edm.TimeOfDay" => Json::String(time(entropy)),
        "Edm.DateTimeOffset" => Json::String(date_time(entropy)),
        "Edm.Duration" => pick(entropy, &["PT0S", "PT5M", "P1D", "-PT1.5S", "P2DT3H4M5.1234567S", "PT36H", "P0D"]),
        "Edm.Guid" => Json::String(guid(entropy)),
        "Edm.Binary" | "Edm.Stream" => pick(entropy, &["", "T0RhdGE", "AAEC_-0", "T0RhdGEh", "-_-_"]),
        "Edm.String" => pick(entropy, TEXTS),
        // Edm.Untyped, and geography: whatever JSON it is.
        _ => pick(entropy, TEXTS),
    }
}

const TEXTS: &[&str] =
    &["", "text", "O'Neil & Søn", "a \"b\" \\ / \t\n", "日本 🙂", "2026-01-01T00:00:00Z", "null", " "];

fn pick(entropy: &mut Entropy<'_>, texts: &[&str]) -> Json {
    Json::string(entropy.pick(texts).unwrap_or_default())
}

fn number(entropy: &mut Entropy<'_>, edges: &[&str], span: u64, low: i64) -> Json {
    if entropy.once_in(4) {
        return Json::Number(entropy.pick(edges).unwrap_or("0").to_owned());
    }
    let offset = i64::try_from(entropy.number() % span).unwrap_or_default();
    Json::Number((low + offset).to_string())
}

fn int64(entropy: &mut Entropy<'_>) -> Json {
    if entropy.once_in(4) {
        let edge = entropy.pick(&["-9223372036854775808", "9223372036854775807", "9007199254740993"]);
        return Json::Number(edge.unwrap_or("0").to_owned());
    }
    let text = entropy.number().cast_signed().to_string();
    // With `IEEE754Compatible=true` it is a string.
    if entropy.once_in(8) { Json::String(text) } else { Json::Number(text) }
}

fn float(entropy: &mut Entropy<'_>) -> Json {
    match entropy.byte() % 6 {
        0 => Json::Number("0".to_owned()),
        1 => Json::Number("0.1".to_owned()),
        2 => Json::Number("-2.5".to_owned()),
        3 => Json::Number("100".to_owned()),
        4 => pick(entropy, &["INF", "-INF", "NaN"]),
        _ => Json::Number("3.0".to_owned()),
    }
}

fn decimal(entropy: &mut Entropy<'_>) -> Json {
    let text = entropy.pick(&["0", "1.10", "-0.000001", "79228162514264337593543950335", "12.3400"]);
    Json::Number(text.unwrap_or("0").to_owned())
}

fn date(entropy: &mut Entropy<'_>) -> String {
    let year = if entropy.once_in(8) { 1 } else { 1970 + entropy.below(200) };
    format!("{year:04}-{:02}-{:02}", 1 + entropy.below(12), 1 + entropy.below(28))
}

fn time(entropy: &mut Entropy<'_>) -> String {
    let fraction = entropy.pick(&["", ".1", ".1234567", ".0000000", ".100", ".123456789"]).unwrap_or_default();
    format!("{:02}:{:02}:{:02}{fraction}", entropy.below(24), entropy.below(60), entropy.below(60))
}

fn date_time(entropy: &mut Entropy<'_>) -> String {
    let zone = entropy.pick(&["Z", "Z", "+02:00", "-08:30", "+00:00"]).unwrap_or("Z");
    format!("{}T{}{zone}", date(entropy), time(entropy))
}

fn guid(entropy: &mut Entropy<'_>) -> String {
    let (high, low) = (entropy.number(), entropy.number());
    let text = uuid::Uuid::from_u64_pair(high, low).to_string();
    if entropy.once_in(6) { text.to_uppercase() } else { text }
}
