//! The counts of the rate limit and of the firewall: who has called how often, and who has caused
//! how many errors.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::settings::{Firewall, RateLimit};

/// When this many addresses and users have a count of calls, all these counts start again at 0.
const MOST_CALLERS: usize = 10_000;

/// The counts of a running server.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Limits(Mutex<Counts>);

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    calls: BTreeMap<IpAddr, VecDeque<i64>>,
    calls_of_users: BTreeMap<i64, VecDeque<i64>>,
    errors: BTreeMap<IpAddr, VecDeque<i64>>,
    banned_until: BTreeMap<IpAddr, i64>,
}

/// What the `RateLimit-*` headers say, and whether the call is refused.
#[derive(Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) limit: i64,
    pub(crate) remaining: i64,
    pub(crate) exceeded: bool,
}

impl Limits {
    /// Counts a call, unless the limit refuses the call. The count of an address includes the calls of
    /// users from this address.
    pub(crate) fn call(&self, rule: &RateLimit, ip: IpAddr, user: Option<i64>, now: i64) -> Rate {
        let mut counts = self.lock();
        let Counts { calls, calls_of_users, .. } = &mut *counts;
        if calls.len() + calls_of_users.len() >= MOST_CALLERS {
            calls.clear();
            calls_of_users.clear();
        }
        let since = now - i64::from(rule.window_seconds);
        let (made, limit) = match user {
            Some(user) => (calls_of_users.entry(user).or_default(), rule.authenticated),
            None => (calls.entry(ip).or_default(), rule.anonymous),
        };
        let made = count(made, since);
        let remaining = i64::from(limit) - made;
        let exceeded = rule.enabled && remaining <= 0;
        if !exceeded {
            let most = rule.anonymous.max(rule.authenticated);
            remember(calls.entry(ip).or_default(), now, most);
            if let Some(user) = user {
                remember(calls_of_users.entry(user).or_default(), now, most);
            }
        }
        // A limit that is switched off is never reached: at least 1 call always remains.
        let remaining = if rule.enabled { remaining } else { remaining.max(1) };
        Rate { limit: i64::from(limit), remaining, exceeded }
    }

    /// Whether the address is banned.
    pub(crate) fn is_banned(&self, rule: &Firewall, ip: IpAddr, now: i64) -> bool {
        let counts = self.lock();
        rule.enabled && counts.banned_until.get(&ip).is_some_and(|until| *until > now)
    }

    /// Counts a client error. Within `find_time` seconds, the first `max_retry` + 1 errors have no
    /// effect. The next error bans the address.
    pub(crate) fn client_error(&self, rule: &Firewall, ip: IpAddr, now: i64) {
        if !rule.enabled || rule.ignore_ip.iter().any(|ignored| ignored.parse() == Ok(ip)) {
            return;
        }
        let mut counts = self.lock();
        let errors = counts.errors.entry(ip).or_default();
        if count(errors, now - i64::from(rule.find_time)) > i64::from(rule.max_retry) {
            counts.banned_until.insert(ip, now + i64::from(rule.ban_time));
        } else {
            errors.push_back(now);
        }
    }

    /// Exchanges all counts and bans with those of `other`.
    pub(crate) fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.lock(), &mut *other.lock());
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(times: &mut VecDeque<i64>, since: i64) -> i64 {
    while times.front().is_some_and(|time| *time <= since) {
        times.pop_front();
    }
    i64::try_from(times.len()).unwrap_or(i64::MAX)
}

/// Adds a time. If the list already has `most` times, drops the oldest time first. Without this step,
/// the list would have no maximum length while the limit is switched off.
fn remember(times: &mut VecDeque<i64>, now: i64, most: u32) {
    if times.len() >= most as usize {
        times.pop_front();
    }
    times.push_back(now);
}

#[cfg(test)]
mod tests {
    use super::*;

    const IP: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn calls_over_the_limit_are_refused_until_the_window_has_passed() {
        let limits = Limits::default();
        let rule = RateLimit { enabled: true, anonymous: 2, authenticated: 5, window_seconds: 60 };
        let remaining = |user, now| {
            let rate = limits.call(&rule, IP, user, now);
            (rate.exceeded, rate.remaining)
        };
        assert_eq!(remaining(None, 0), (false, 2));
        assert_eq!(remaining(Some(1), 0), (false, 5));
        assert_eq!(remaining(None, 1), (true, 0));
        assert_eq!(remaining(None, 60), (false, 2));
    }

    #[test]
    fn an_address_is_banned_after_as_many_errors_as_on_a_real_fusio() {
        let limits = Limits::default();
        let rule = Firewall { enabled: true, ..Firewall::default() };
        for _ in 0..33 {
            limits.client_error(&rule, IP, 0);
            assert!(!limits.is_banned(&rule, IP, 0));
        }
        limits.client_error(&rule, IP, 0);
        assert!(limits.is_banned(&rule, IP, 299));
        assert!(!limits.is_banned(&rule, IP, 300));
        assert!(!limits.is_banned(&Firewall::default(), IP, 0));
    }
}
