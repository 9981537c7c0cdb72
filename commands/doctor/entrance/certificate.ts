import { codeOf, patience, within } from "../attempt";
import { openSocket } from "../directory/reach";
import { type Finding, fault, unchecked } from "../finding";
import { checkCertificate, presentedCertificate } from "../tls/certificate";

/** Checks that browsers accept the certificate of `PUBLIC_URL`, and until when. No finding without TLS. */
export async function checkEntranceCertificate(publicUrl: string): Promise<Finding[]> {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== "https:") return [];
  const place = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || 443 };
  const server = `${hostname}:${place.port}`;
  const socket = await openSocket(place).catch(() => null);
  if (!socket) return [unchecked("entrance.certificate.closed", { server })];
  try {
    const presented = await within(patience, presentedCertificate(socket, { servername: place.host }));
    return [checkCertificate(presented, place.host, { caFile: undefined, server, isPublic: true })];
  } catch (error) {
    return [fault("entrance.certificate.failed", { server, code: codeOf(error) })];
  } finally {
    socket.destroy();
  }
}
