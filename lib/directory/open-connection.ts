import "server-only";
import type { Client } from "ldapjs";
import { DirectoryUnavailable } from "@/lib/errors";
import { Connection } from "./connection";
import type { Deadline } from "./deadline";
import { refuseStrayAnswers } from "./fences/answers";
import { ldapjs } from "./ldapjs";

export interface TlsSettings {
  startTls: boolean;
  /** PEM; when absent, the system's own certificate authorities are used. */
  ca: string | undefined;
}

/**
 * Opens an anonymous connection to that server, over TLS when the URL or the settings require it. Throws
 * `DirectoryUnavailable` when it cannot be opened by the deadline, or when the server's certificate is not valid.
 */
export async function openConnection(url: string, tls: TlsSettings, deadline: Deadline): Promise<Connection> {
  const certificates = tls.ca ? { ca: tls.ca } : {};
  const client = ldapjs.createClient({ url, tlsOptions: certificates, connectTimeout: deadline.left });
  try {
    await deadline.race(connected(client));
    refuseStrayAnswers(client);
    if (tls.startTls && !url.startsWith("ldaps:")) {
      await deadline.race(secured(client, { ...certificates, host: new URL(url).hostname }));
    }
    return new Connection(client, url);
  } catch (error) {
    client.destroy();
    throw error instanceof DirectoryUnavailable ? error : new DirectoryUnavailable(error);
  }
}

function connected(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once("connect", () => resolve());
    // This listener stays for the life of the connection: an unhandled `error` event ends the process, and after an
    // error nothing that the connection carries can be trusted.
    client.on("error", (error) => {
      reject(error);
      client.destroy();
    });
  });
}

async function secured(client: Client, options: { ca?: string; host: string }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.once("close", () => reject(new Error("closed during StartTLS")));
    client.starttls(options, [], (error) => (error ? reject(error) : resolve()));
  });
  // Bytes received in clear after the response to StartTLS would be read as if they had come through TLS.
  const { _tracker: tracker } = client as unknown as { _tracker: { parser: { buffer: Buffer | null } } };
  if (tracker.parser.buffer !== null) throw new Error("bytes in clear after StartTLS");
}
