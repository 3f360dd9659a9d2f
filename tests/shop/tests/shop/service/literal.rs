//! Literals of URLs, read strictly: of what kind one is, and its value.

use serde_json::Value;

use super::{path::unquoted, schema::schema};

/// What kind of value an expression or a literal has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Date,
    Instant,
    Time,
    Span,
    Guid,
    Binary,
    /// An enumeration, a complex or an entity type.
    Named(String),
    Many(Box<Kind>),
}

impl Kind {
    /// The kind of the values of a type.
    pub(crate) fn of(ty: &str) -> Self {
        if let Some(item) = super::schema::item_of(ty) {
            return Self::Many(Box::new(Self::of(item)));
        }
        match ty {
            "Edm.Boolean" => Self::Bool,
            "Edm.String" => Self::Text,
            "Edm.Date" => Self::Date,
            "Edm.DateTimeOffset" => Self::Instant,
            "Edm.TimeOfDay" => Self::Time,
            "Edm.Duration" => Self::Span,
            "Edm.Guid" => Self::Guid,
            "Edm.Binary" => Self::Binary,
            _ if ty.starts_with("Edm.") => Self::Number,
            _ => Self::Named(ty.to_owned()),
        }
    }

    /// Whether values of the two can be compared.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self == other || *self == Self::Null || *other == Self::Null
    }
}

/// The value of a literal and its kind.
pub(crate) fn literal(text: &str) -> Result<(Value, Kind), String> {
    let plain = match text {
        "null" => return Ok((Value::Null, Kind::Null)),
        "true" | "false" => return Ok(((text == "true").into(), Kind::Bool)),
        "INF" | "-INF" | "NaN" => return Ok((text.into(), Kind::Number)),
        _ => text,
    };
    if let Some((prefix, rest)) = plain.split_once('\'').filter(|_| plain.ends_with('\'')) {
        let inner = unquoted(&format!("'{rest}"))?;
        return match prefix {
            "" => Ok((inner.into(), Kind::Text)),
            "duration" if seconds(&inner).is_some() => Ok((inner.into(), Kind::Span)),
            "binary" if is_base64url(&inner) => Ok((inner.into(), Kind::Binary)),
            name => members(name, &inner).map(|()| (inner.clone().into(), Kind::Named(name.to_owned()))),
        };
    }
    let shape: String = plain.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    if shape == "9999-99-99" {
        return Ok((plain.into(), Kind::Date));
    }
    if shape.starts_with("99:99") {
        return Ok((plain.into(), Kind::Time));
    }
    if instant(plain).is_some() {
        return Ok((plain.into(), Kind::Instant));
    }
    let parts: Vec<usize> = plain.split('-').map(str::len).collect();
    if parts == [8, 4, 4, 4, 12] && plain.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
        return Ok((plain.into(), Kind::Guid));
    }
    match serde_json::from_str::<Value>(plain) {
        Ok(number @ Value::Number(_)) => Ok((number, Kind::Number)),
        _ => Err(format!("`{text}` is no literal")),
    }
}

/// Whether a text names members of an enumeration.
pub(crate) fn members(ty: &str, text: &str) -> Result<(), String> {
    let known = schema().ty(ty).filter(|known| !known.members.is_empty());
    let known = known.ok_or_else(|| format!("`{ty}` is no enumeration"))?;
    if known.is_flags && text == "0" {
        return Ok(());
    }
    let named: Vec<&str> = text.split(',').collect();
    let is_known = |name: &&str| known.members.iter().any(|member| member == name);
    if !named.iter().all(is_known) || (named.len() > 1 && !known.is_flags) {
        return Err(format!("`{text}` is no value of {ty}"));
    }
    Ok(())
}

pub(crate) fn is_base64url(text: &str) -> bool {
    text.trim_end_matches('=').bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The length of a duration such as `-P1DT2H3M4.5S`.
pub(crate) fn seconds(text: &str) -> Option<f64> {
    let (sign, rest) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (days, times) = match rest.strip_prefix('P')?.split_once('T') {
        Some((days, times)) if !times.is_empty() => (days, times),
        Some(_) => return None,
        None => (rest.strip_prefix('P')?, ""),
    };
    let mut sum = 0.0;
    let mut number = String::new();
    for (part, units) in [(days, "D"), (times, "HMS")] {
        for c in part.chars() {
            if units.contains(c) {
                let unit = match c {
                    'D' => 86_400.0,
                    'H' => 3_600.0,
                    'M' => 60.0,
                    _ => 1.0,
                };
                sum += std::mem::take(&mut number).parse::<f64>().ok()? * unit;
            } else {
                number.push(c);
            }
        }
    }
    (number.is_empty() && text.len() > 2).then_some(sign * sum)
}

/// The seconds from an epoch to a time with an offset.
pub(crate) fn instant(text: &str) -> Option<f64> {
    let (date, time) = text.split_once('T')?;
    let fields: Vec<i64> = date.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [year, month, day] = fields.as_slice() else { return None };
    let (clock, offset) = match time.strip_suffix('Z') {
        Some(clock) => (clock, 0.0),
        None => {
            let at = time.rfind(['+', '-'])?;
            let (hours, minutes) = time[at + 1..].split_once(':')?;
            let offset = hours.parse::<f64>().ok()? * 3_600.0 + minutes.parse::<f64>().ok()? * 60.0;
            (&time[..at], if time[at..].starts_with('-') { -offset } else { offset })
        }
    };
    let clock: Vec<f64> = clock.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [hours, minutes, seconds @ ..] = clock.as_slice() else { return None };
    let time = hours * 3_600.0 + minutes * 60.0 + seconds.first().unwrap_or(&0.0);
    // Days of the civil calendar, counted with years that begin in March.
    let (year, month) = if *month <= 2 { (year - 1, month + 9) } else { (*year, month - 3) };
    let days =
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day;
    Some(days as f64 * 86_400.0 + time - offset)
}
