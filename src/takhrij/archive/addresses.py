"""Which addresses a fetch may connect to: public unicast only, by a deny table of our own.

`ipaddress.is_private` (Python 3.11) lets 11 of 29 non-public kinds pass and `is_global` nine, so neither is used.
The tables follow the IANA special-purpose address registries.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from takhrij.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Address = IPv4Address | IPv6Address

_DENIED_4 = [
    ip_network(n)
    for n in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
_PUBLIC_6 = ip_network("2000::/3")
_DENIED_6 = [ip_network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")]


def is_public(address: Address) -> bool:
    """Tell whether an address is public unicast. Addresses that carry another (mapped, NAT64, 6to4) are not."""
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _DENIED_4)
    return address in _PUBLIC_6 and not any(address in net for net in _DENIED_6)


def look_up(host: str, port: int) -> list[Address]:
    """Every address of a host name, in the order of the resolver. Raises FetchError where there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as e:
        raise FetchError("unknown-host", f"no address is known for {host}", "Check the address of the page.") from e
    return list(dict.fromkeys(ip_address(str(info[4][0]).split("%", 1)[0]) for info in found))


def checked_address(
    host: str,
    port: int,
    resolve: Callable[[str, int], Sequence[Address]] = look_up,
    allowed: Callable[[Address], bool] = is_public,
) -> Address:
    """The address to connect to: the host's first, where every one of its addresses is allowed.

    The connection is then made to this very address, so that a second look-up cannot lead elsewhere.
    Raises FetchError where the host has no address or any of them is not public.
    """
    addresses = resolve(host, port)
    for address in addresses:
        if not allowed(address):
            raise FetchError(
                "address-refused",
                f"{host} leads to {address}, which is no public address",
                "Pages inside a private network are not fetched: save the page and give the file.",
            )
    if not addresses:
        raise FetchError("unknown-host", f"no address is known for {host}", "Check the address of the page.")
    return addresses[0]
