import type { Socket } from "node:net";
import { codeOf, patience, within } from "../attempt";
import { type Finding, fault, ok } from "../finding";
import { isLoopbackAddress } from "../loopback";
import { checkCertificate, type Presented, presentedCertificate } from "../tls/certificate";
import type { Place } from "./reach";
import { askForTls } from "./start-tls";

interface TlsOfTheSettings {
  startTls: boolean;
  ca: string | undefined;
  caFile: string | undefined;
}

/**
 * Checks that passwords reach this server encrypted, by TLS with a valid certificate; in clear only on this machine.
 * Closes the socket.
 */
export async function checkSecrecy(socket: Socket, place: Place, tls: TlsOfTheSettings): Promise<Finding> {
  const { server, host } = place;
  try {
    if (!place.isLdaps && !tls.startTls) {
      const isHere = isLoopbackAddress(socket.remoteAddress ?? "");
      return isHere ? ok("directory.clear.here", { server }) : fault("directory.clear.abroad", { server });
    }
    if (!place.isLdaps) {
      const code = await within(patience, askForTls(socket));
      if (code !== 0) return fault("directory.startTls.refused", { server, code });
    }
    const presented = await within<Presented>(patience, presentedCertificate(socket, { ca: tls.ca }));
    return checkCertificate(presented, host, { caFile: tls.caFile, server });
  } catch (error) {
    return fault("directory.tlsFailed", { server, code: codeOf(error) });
  } finally {
    socket.destroy();
  }
}
