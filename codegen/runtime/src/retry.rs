//! Which failures pass, and how long to wait before the next attempt.

use std::sync::atomic::{self, AtomicU32};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::Method;
use reqwest::header::{DATE, RETRY_AFTER};

use super::date_time::day_of_date;
use super::error::{ApiError, Error};
use super::header::Headers;

/// The longest pause before the first retry; it doubles with each.
const BASE: Duration = Duration::from_millis(500);

/// The longest pause before any retry, unless the service asks for a longer one.
const CAP: Duration = Duration::from_secs(8);

/// Whether sending the same request again may help, and cannot do harm: either the service did not carry it out, or the
/// method is idempotent (RFC 9110, section 9.2.2).
pub(super) fn is_transient(error: &Error, method: &Method) -> bool {
    error.is_retryable() && (method.is_idempotent() || was_not_carried_out(error))
}

fn was_not_carried_out(error: &Error) -> bool {
    match error {
        Error::Api(error) => error.status() == 429,
        Error::Transport(error) => error.is_connect(),
        Error::Timeout(error) => error.is_connect(),
        Error::Setup(_) | Error::Refused(_) => true,
        Error::Decode(_) | Error::Redirect(_) | Error::TooLarge(_) | Error::Wait(_) => false,
    }
}

/// How long to wait after so many failures: as long as the service asks for, or an exponentially growing time with full
/// jitter, so that clients that failed at the same time do not come back at the same time.
pub(super) fn retry_pause(error: &Error, failures: u32) -> Duration {
    let asked = error.api().and_then(ApiError::retry_after);
    asked.unwrap_or_default().max(backoff(failures))
}

/// Random, below half a second after the first failure, then below twice as much with each.
pub(super) fn backoff(failures: u32) -> Duration {
    let Some(doublings) = failures.checked_sub(1) else { return Duration::ZERO };
    random_below(BASE.saturating_mul(2_u32.saturating_pow(doublings)).min(CAP))
}

/// The `Retry-After` of an answer (RFC 9110, section 10.2.3): seconds, or a date, which is compared with the answer's own if it
/// has one, since the clocks of two machines differ.
pub(super) fn retry_after(headers: &Headers) -> Option<Duration> {
    let text = headers.named(RETRY_AFTER)?.trim_ascii();
    // Services write fractions, too.
    if let Ok(seconds) = text.parse::<f64>() {
        return match seconds {
            0.0..=f64::MAX => Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(u64::MAX))),
            _ => None,
        };
    }
    let at = seconds_of_date(text)?;
    let now = headers.named(DATE).and_then(seconds_of_date).unwrap_or_else(seconds_of_clock);
    Some(Duration::from_secs(at.saturating_sub(now)))
}

/// The seconds from 1970 to an HTTP date (RFC 9110, section 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`.
fn seconds_of_date(date: &str) -> Option<u64> {
    // A digit is one of the number that it stands for.
    const FORM: &[u8; 29] = b"..., 00 ... 1111 22:33:44 GMT";
    let date = date.as_bytes();
    if date.len() != FORM.len() {
        return None;
    }
    let (mut numbers, mut at) = ([0; 5], 0);
    while let (Some(form), Some(byte)) = (FORM.get(at), date.get(at)) {
        at += 1;
        match (*form, *byte) {
            (b'.', _) => {}
            (number @ b'0'..=b'4', digit @ b'0'..=b'9') => {
                let number = &mut numbers[usize::from(number - b'0')];
                *number = *number * 10 + i64::from(digit - b'0');
            }
            (wanted, found) if wanted == found => {}
            _ => return None,
        }
    }
    let [day, year, hour, minute, second] = numbers;
    let month = match &date[8..11] {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    };
    if !matches!(day, 1..=31) {
        return None;
    }
    let seconds = day_of_date(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    if seconds < 0 { None } else { Some(seconds.unsigned_abs()) }
}

fn seconds_of_clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// A time within a tenth of this one.
#[inline]
pub(super) fn jittered(time: Duration) -> Duration {
    let tenth = time / 10;
    time.saturating_sub(tenth).saturating_add(random_below(tenth.saturating_mul(2)))
}

fn random_below(time: Duration) -> Duration {
    // The nanoseconds of the clock, which no two calls share but by chance; where it is coarse, the count of calls. The
    // product spreads both over the upper bits: random enough to spread requests.
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().subsec_nanos();
    let mixed = clock.wrapping_add(CALLS.fetch_add(0x6A09_E667, atomic::Ordering::Relaxed)).wrapping_mul(0x9E37_79B1);
    (time / 0x1_0000) * (mixed >> 16)
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderMap;

    use super::{Duration, SystemTime, backoff, jittered, random_below, retry_after};

    fn asked(lines: &[(&'static str, &str)]) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(*name, value.parse().expect("a value"));
        }
        retry_after(&headers.into())
    }

    #[test]
    fn the_service_asks_in_seconds_or_for_a_date() {
        assert_eq!(asked(&[("retry-after", " 17 ")]), Some(Duration::from_secs(17)));
        assert_eq!(asked(&[("retry-after", "1.5")]), Some(Duration::from_millis(1500)));
        assert_eq!(asked(&[("retry-after", "99999999999999999999")]), Some(Duration::from_secs(u64::MAX)));
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"), date]), Some(Duration::from_secs(30)));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:40:00 GMT"), date]), Some(Duration::ZERO));
        for nonsense in ["", "soon", "-1", "inf", "NaN", "1e999", "Sun, 99 Nov 1994 08:50:07 GMT"] {
            assert_eq!(asked(&[("retry-after", nonsense), date]), None, "{nonsense}");
        }
        assert_eq!(asked(&[]), None);
    }

    #[test]
    fn a_date_without_another_is_compared_with_the_clock() {
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]), Some(Duration::ZERO));
        let asked = asked(&[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"), ("date", "today")]);
        assert!(asked.is_some_and(|time| SystemTime::now().checked_add(time).is_some() && time.as_secs() > 1 << 32));
    }

    #[test]
    fn pauses_double_up_to_a_cap() {
        assert_eq!(backoff(0), Duration::ZERO);
        for (failures, longest) in
            [(1, 500), (2, 1_000), (3, 2_000), (4, 4_000), (5, 8_000), (6, 8_000), (u32::MAX, 8_000)]
        {
            let pauses: Vec<u128> = (0..200).map(|_| backoff(failures).as_millis()).collect();
            let spread = (pauses.iter().min().copied(), pauses.iter().max().copied());
            assert!(spread.0 < Some(longest / 10) && spread.1 > Some(longest / 10 * 9), "{failures}: {spread:?}");
            assert!(spread.1 < Some(longest), "{failures}: {spread:?}");
        }
    }

    #[test]
    fn jitter_spreads() {
        let times: Vec<Duration> = (0..200).map(|_| jittered(Duration::from_secs(10))).collect();
        assert!(times.iter().all(|time| (9_000..11_000).contains(&time.as_millis())), "{times:?}");
        let (min, max) = (times.iter().min(), times.iter().max());
        assert!(min < Some(&Duration::from_millis(9_200)) && max > Some(&Duration::from_millis(10_800)), "{times:?}");
        assert_eq!(random_below(Duration::ZERO), Duration::ZERO);
        assert!(jittered(Duration::MAX) > Duration::from_secs(1));
    }
}
