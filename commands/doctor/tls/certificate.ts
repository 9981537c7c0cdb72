import type { Socket } from "node:net";
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from "node:tls";
import { type Finding, fault, ok, warning } from "../finding";

/** With fewer days left, somebody should request the next certificate. */
const noticedDays = 30;
const day = 86_400_000;

export interface Presented {
  certificate: PeerCertificate;
  /** OpenSSL's or Node's code for why the chain is not trusted; null when it is. */
  problem: string | null;
}

/**
 * Returns the certificate that a server presents over that socket, and whether its authority is known. Throws when TLS
 * itself fails.
 */
export function presentedCertificate(
  socketInClear: Socket,
  { ca, servername }: { ca?: string; servername?: string },
): Promise<Presented> {
  return new Promise((resolve, reject) => {
    // Nothing is sent over this connection: it only reads the certificate. `checkCertificate`, which knows the server's
    // name, compares it.
    const options = { ca, servername, rejectUnauthorized: false, checkServerIdentity: () => undefined };
    const socket: TLSSocket = connect({ socket: socketInClear, ...options }, () => {
      const problem = socket.authorizationError as Error | string | null | undefined;
      resolve({ certificate: socket.getPeerCertificate(), problem: problem ? codeIn(problem) : null });
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

/** Checks that a client that knows this server as `host` accepts its certificate, and until when. */
export function checkCertificate(
  { certificate, problem }: Presented,
  host: string,
  { caFile, server, isPublic = false }: { caFile: string | undefined; server: string; isPublic?: boolean },
): Finding {
  const until = new Date(certificate.valid_to);
  const values = {
    server,
    host,
    subject: nameIn(certificate.subject),
    issuer: nameIn(certificate.issuer),
    until,
    names: namesOf(certificate),
  };
  if (until.getTime() < Date.now()) return fault("certificate.over", values);
  if (new Date(certificate.valid_from).getTime() > Date.now()) return fault("certificate.notYet", values);
  if (checkServerIdentity(host, certificate)) return fault("certificate.otherName", values);
  if (problem) {
    if (!isUnknownAuthority(problem)) return fault("certificate.refused", { ...values, code: problem });
    if (isPublic) return fault("certificate.notForBrowsers", values);
    return caFile
      ? fault("certificate.otherAuthority", { ...values, caFile })
      : fault("certificate.unknownAuthority", values);
  }
  const days = Math.floor((until.getTime() - Date.now()) / day);
  return days < noticedDays ? warning("certificate.soonOver", { ...values, days }) : ok("certificate.ok", values);
}

function isUnknownAuthority(code: string): boolean {
  return /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_SELF_SIGNED|CERT_UNTRUSTED|INVALID_CA)/.test(code);
}

function codeIn(problem: Error | string): string {
  if (typeof problem === "string") return problem;
  return "code" in problem && typeof problem.code === "string" ? problem.code : problem.name;
}

function nameIn({ CN, O }: PeerCertificate["subject"]): string {
  return [CN ?? O ?? "?"].flat().join(", ");
}

/** Returns `DNS:ldap.univ.example, IP Address:192.0.2.1` without the labels; without such names, the common name. */
function namesOf({ subject, subjectaltname }: PeerCertificate): string {
  return subjectaltname?.replaceAll(/\b(DNS|IP Address|URI|email):/g, "") ?? nameIn(subject);
}
