import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/embedded/free-port";

export const slapd = "/usr/sbin/slapd";

/** Resolves once it accepts connections at all of these URLs; throws when it ends first. */
export async function launchSlapd(configuration: string, urls: string[]): Promise<ChildProcess> {
  const server = spawn(slapd, ["-d", "0", "-f", configuration, "-h", urls.join(" ")], { stdio: "ignore" });
  const ports = urls.map((url) => Number(new URL(url).port));
  while (server.exitCode === null) {
    const accepted = await Promise.all(ports.map(accepts));
    if (accepted.every(Boolean)) return server;
    await pause(20);
  }
  throw new Error(`slapd ended with ${server.exitCode}`);
}

/** On two ports that nobody else has; others, when another program takes one of them meanwhile. */
export async function launchOnFreePorts(
  configuration: string,
): Promise<{ server: ChildProcess; url: string; ldapsUrl: string }> {
  for (let attempt = 1; ; attempt++) {
    const url = `ldap://127.0.0.1:${await freePort()}`;
    const ldapsUrl = `ldaps://127.0.0.1:${await freePort()}`;
    try {
      return { server: await launchSlapd(configuration, [url, ldapsUrl]), url, ldapsUrl };
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
