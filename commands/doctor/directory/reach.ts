import { connect, type Socket } from "node:net";
import { codeOf, patience, within } from "../attempt";
import { type Finding, fault, type Sentence } from "../finding";

/** The server of an `ldap://` or `ldaps://` URL. */
export interface Place {
  host: string;
  port: number;
  isLdaps: boolean;
  /** `ldap.univ.example:636`, for the sentences. */
  server: string;
  /** The URL without anything confidential in it, such as a password. */
  address: string;
}

export function placeOf(url: string): Place {
  const { protocol, hostname, port } = new URL(url);
  const isLdaps = protocol === "ldaps:";
  const own = Number(port) || (isLdaps ? 636 : 389);
  const server = `${hostname}:${own}`;
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: own,
    isLdaps,
    server,
    address: `${protocol}//${server}`,
  };
}

/** Opens a connection, on which nothing has been sent yet. Throws Node's own error, or one with code `ETIMEDOUT`. */
export async function openSocket({ host, port }: Pick<Place, "host" | "port">): Promise<Socket> {
  const socket = connect({ host, port });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).on("error", reject);
  });
  try {
    await within(patience, opened);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

export function whyNotReached(error: unknown, { server, host }: Place): Finding {
  const code = codeOf(error);
  return fault(reasons[code] ?? "directory.unreachable", { server, host, code });
}

const reasons: Partial<Record<string, Sentence>> = {
  ENOTFOUND: "directory.unknownHost",
  EAI_AGAIN: "directory.unknownHost",
  ECONNREFUSED: "directory.closed",
  ETIMEDOUT: "directory.silent",
};
