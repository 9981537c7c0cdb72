/** Who is calling, as far as the network tells. Made by the front server from the socket and the trusted proxies. */
export interface Caller {
  /** IPv4 or IPv6 text form, IPv4-mapped IPv6 normalised; what the service saw when the true one cannot be known. */
  address: string;
  /** Configured name of the internal network (`filaire`, `vpn`), or null outside. */
  network: string | null;
  /** True only when the address is known for sure and belongs to an internal network. */
  isInternal: boolean;
  /** For the logs and the journal: one request, one identifier. */
  requestId: string;
}
