//! The `Retry-After` header: seconds, fractions of seconds, or an HTTP date.

use std::time::Duration;

use crate::clock;

/// How long to wait. A date is taken against the answer's own `date` where it has one, else against
/// the system's clock; one that has passed means no wait.
pub(super) fn parse(value: &str, date: Option<&str>) -> Option<Duration> {
    let value = value.trim();
    if value.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return value.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    }
    let at = httpdate::parse_http_date(value).ok()?;
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok()).or_else(clock::now)?;
    Some(at.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Duration, parse};

    #[test]
    fn reads_every_form() {
        let date = Some("Wed, 21 Oct 2015 07:28:00 GMT");
        assert_eq!(parse("120", None), Some(Duration::from_secs(120)));
        assert_eq!(parse(" 2.128 ", None), Some(Duration::from_millis(2128)));
        assert_eq!(parse("0", None), Some(Duration::ZERO));
        assert_eq!(parse("Wed, 21 Oct 2015 07:28:30 GMT", date), Some(Duration::from_secs(30)));
        assert_eq!(parse("Wed, 21 Oct 2015 07:27:00 GMT", date), Some(Duration::ZERO));
        assert_eq!(parse("Wed, 21 Oct 2015 07:27:00 GMT", None), Some(Duration::ZERO));
        for wrong in ["", "soon", "-1", "1e999", "NaN", "inf", "1 2"] {
            assert_eq!(parse(wrong, None), None, "{wrong}");
        }
    }
}
