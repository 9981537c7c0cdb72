import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/embedded/free-port";

export const slapd = "/usr/sbin/slapd";

export interface RunningSlapd {
  /** SIGSTOP and SIGCONT: it hangs, it goes on. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** Resolves once it has gone, hanging or not. */
  kill(): Promise<void>;
}

/** A shell stands between us and slapd, and kills it when its standard input closes: when we ask, and when we die, however we die. */
const guardian = `
  "$@" </dev/null & server=$!
  exec 3<&0
  { cat <&3 >/dev/null; kill -KILL "$server"; } 2>/dev/null &
  wait "$server"
`;

/** Resolves once it accepts connections at all of these URLs; throws when it ends first. `pidFile` is the configuration's own. */
export async function launchSlapd(configuration: string, pidFile: string, urls: string[]): Promise<RunningSlapd> {
  rmSync(pidFile, { force: true });
  const words = [slapd, "-d", "0", "-f", configuration, "-h", urls.join(" ")];
  const guard = spawn("/bin/sh", ["-c", guardian, "sh", ...words], { stdio: ["pipe", "ignore", "ignore"] });
  const ended = new Promise<void>((resolve) => guard.once("exit", () => resolve()));
  const ports = urls.map((url) => Number(new URL(url).port));
  while (guard.exitCode === null) {
    const accepted = await Promise.all(ports.map(accepts));
    if (accepted.every(Boolean)) {
      return {
        signal: (name) => process.kill(Number(readFileSync(pidFile, "utf8")), name),
        kill() {
          guard.stdin.end();
          return ended;
        },
      };
    }
    await pause(20);
  }
  guard.stdin.end();
  throw new Error(`slapd ended with ${guard.exitCode}`);
}

/** On two ports that nobody else has; others, when another program takes one of them meanwhile. */
export async function launchOnFreePorts(
  configuration: string,
  pidFile: string,
): Promise<{ server: RunningSlapd; url: string; ldapsUrl: string }> {
  for (let attempt = 1; ; attempt++) {
    const url = `ldap://127.0.0.1:${await freePort()}`;
    const ldapsUrl = `ldaps://127.0.0.1:${await freePort()}`;
    try {
      return { server: await launchSlapd(configuration, pidFile, [url, ldapsUrl]), url, ldapsUrl };
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
