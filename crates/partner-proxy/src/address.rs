//! The address of a browser.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, HeaderName},
};

/// From where the browser asks, as far as that can be told: by its connection, or by the last public address in
/// `X-Forwarded-For` where a web server of the partner's own network stands between. For counting, not for trusting.
///
/// An IPv6 address stands for its network: a household has a whole one.
pub(crate) fn of_browser(extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let ConnectInfo(peer): &ConnectInfo<SocketAddr> = extensions.get()?;
    let forwarded = headers.get_all(FORWARDED_FOR).iter().rev();
    let forwarded = forwarded
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.rsplit(','))
        .map_while(|text| text.trim().parse().ok());
    let mut nearest_first = std::iter::once(peer.ip()).chain(forwarded);
    nearest_first
        .find(|address| !is_internal(address.to_canonical()))
        .map(network)
}

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

fn is_internal(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(peer: &str, forwarded: &[&str]) -> Option<String> {
        let mut extensions = Extensions::new();
        let peer = SocketAddr::new(peer.parse().unwrap(), 50_000);
        extensions.insert(ConnectInfo(peer));
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        of_browser(&extensions, &headers).map(|address| address.to_string())
    }

    #[test]
    fn a_peer_from_outside_is_the_browser_whatever_it_forwards() {
        assert_eq!(
            address("198.51.100.7", &["203.0.113.1"]).unwrap(),
            "198.51.100.7"
        );
    }

    #[test]
    fn behind_the_partners_own_web_server_the_last_public_address_counts() {
        for (peer, forwarded) in [
            ("127.0.0.1", &["192.0.2.9, 203.0.113.1"][..]),
            ("10.1.2.3", &["192.0.2.9", "203.0.113.1, 10.9.9.9"]),
            ("::1", &["203.0.113.1"]),
            ("::ffff:127.0.0.1", &["::ffff:203.0.113.1"]),
        ] {
            assert_eq!(address(peer, forwarded).unwrap(), "203.0.113.1", "{peer}");
        }
    }

    #[test]
    fn an_address_that_nobody_tells_is_not_known() {
        for forwarded in [&[][..], &["unknown"], &["203.0.113.1, unknown"]] {
            assert_eq!(address("127.0.0.1", forwarded), None, "{forwarded:?}");
        }
    }

    #[test]
    fn the_addresses_of_one_ipv6_network_are_one() {
        let [one, other] = ["2001:db8::1", "2001:db8::2:3"].map(|peer| address(peer, &[]).unwrap());
        assert_eq!(one, other);
        assert_ne!(one, address("2001:db8:0:1::1", &[]).unwrap());
    }
}
