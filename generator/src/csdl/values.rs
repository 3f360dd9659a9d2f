//! The syntax of constant values (OData ABNF, primitive literals).

use super::document::ConstantKind;
use super::names::{is_namespace, is_simple_identifier};

/// Whether a text is a value of a kind.
pub(crate) fn is_valid(kind: ConstantKind, text: &str) -> bool {
    let text = text.trim();
    match kind {
        ConstantKind::String => true,
        ConstantKind::Bool => matches!(text, "true" | "false" | "1" | "0"),
        ConstantKind::Int => text.parse::<i64>().is_ok(),
        ConstantKind::Decimal | ConstantKind::Float => {
            matches!(text, "INF" | "-INF" | "NaN") || (is_numeric(text) && text.parse::<f64>().is_ok())
        }
        ConstantKind::Binary => text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_+/=".contains(&b)),
        ConstantKind::Guid => is_guid(text),
        ConstantKind::Date => is_date(text),
        ConstantKind::TimeOfDay => is_time(text),
        ConstantKind::DateTimeOffset => is_date_time(text),
        ConstantKind::Duration => is_duration(text),
    }
}

/// How well a text names members of an enumeration: `Ns.Type/Member`, with blanks between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Members {
    /// Each with the qualified name of its type.
    Full,
    /// Members that have some other name of a type, or commas between.
    Loose,
    /// Something else.
    None,
}

/// Tells how well a text names members.
pub(super) fn members(text: &str) -> Members {
    let is_full = |word: &str| {
        word.split_once('/')
            .is_some_and(|(ty, member)| is_namespace(ty) && ty.contains('.') && is_simple_identifier(member))
    };
    let all = |holds: &dyn Fn(&str) -> bool| text.split_whitespace().all(holds);
    match () {
        () if text.trim().is_empty() => Members::None,
        () if all(&is_full) => Members::Full,
        () if all(&|word| word.matches('/').count() == 1) => Members::Loose,
        () => Members::None,
    }
}

fn is_numeric(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
}

fn digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_guid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(group, length)| group.len() == length && group.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_date(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    year.len() >= 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && digits(month, 2)
        && digits(day, 2)
        && ("01".."13").contains(&month)
        && ("01".."32").contains(&day)
}

fn is_time(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = clock.split(':');
    let hour = parts.next().is_some_and(|hour| digits(hour, 2) && hour < "24");
    let minute = parts.next().is_some_and(|minute| digits(minute, 2) && minute < "60");
    let second = parts.next().is_none_or(|second| digits(second, 2) && second < "61");
    hour && minute
        && second
        && parts.next().is_none()
        && (1..=12).contains(&fraction.len())
        && digits(fraction, fraction.len())
}

fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once(['T', 't']) else { return false };
    let time = rest.strip_suffix(['Z', 'z']).or_else(|| {
        let (time, offset) = rest.rsplit_once(['+', '-'])?;
        is_time(offset).then_some(time)
    });
    is_date(date) && time.is_some_and(is_time)
}

fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (days, time) = rest.split_once('T').unwrap_or((rest, ""));
    let has_time = rest.contains('T');
    !rest.is_empty() && parts_in_order(days, "YMD") && (has_time != time.is_empty()) && parts_in_order(time, "HMS")
}

/// Numbers each followed by one of the units, in the units' order.
fn parts_in_order(mut text: &str, mut units: &str) -> bool {
    while !text.is_empty() {
        let length = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let Some(unit) = text.get(length..).and_then(|rest| rest.chars().next()) else { return false };
        let Some(at) = units.find(unit) else { return false };
        if length == 0 {
            return false;
        }
        units = units.get(at + 1..).unwrap_or_default();
        text = text.get(length + unit.len_utf8()..).unwrap_or_default();
    }
    true
}
