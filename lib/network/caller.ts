/** Who is calling, as far as the network shows. Built by the front server from the socket and the trusted proxies. */
export interface Caller {
  /** IPv4 or IPv6 text form, IPv4-mapped IPv6 normalised; what the service saw when the true address is unknown. */
  address: string;
  /** Configured name of the internal network (`filaire`, `vpn`), or null outside. */
  network: string | null;
  /** True only when the address is certain and belongs to an internal network. */
  isInternal: boolean;
  /** Identifies one request in the logs and the journal. */
  requestId: string;
}
