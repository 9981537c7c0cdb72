import { createServer } from "node:net";
import { PlainFault } from "./faults";

/** Throws a `PlainFault` when this port cannot be listened on: taken, privileged, or no address of this machine. */
export async function requireFreePort(port: number, hosts: readonly string[]): Promise<void> {
  for (const host of hosts) await requireFree(port, host);
}

function requireFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", (error: NodeJS.ErrnoException) => reject(faultOf(error, port, host)))
      .listen({ port, host }, () => server.close(() => resolve()));
  });
}

function faultOf(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE") {
    return new PlainFault(
      `Le port ${port} est déjà pris : choisissez-en un autre avec PORT.`,
      `Port ${port} is already taken: choose another with PORT.`,
    );
  }
  if (error.code === "EACCES") {
    return new PlainFault(
      `Le port ${port} demande les droits d’administration : choisissez-en un autre avec PORT.`,
      `Port ${port} needs administrator rights: choose another with PORT.`,
    );
  }
  return new PlainFault(
    `L’adresse ${host} n’est pas celle de cette machine (HOST).`,
    `${host} is not an address of this machine (HOST).`,
  );
}
