import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/embedded/free-port";

export interface RunningServer {
  /** SIGSTOP makes it hang, SIGCONT continue. Once it hangs, none of its threads answers. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** Resolves once it has ended, even if it was hanging. */
  kill(): Promise<void>;
}

/**
 * A shell runs between us and the server. It prints the server's process id, and kills it when its standard input
 * closes: when we ask, or when we die, however we die.
 */
const guardian = `
  exec 3<&0
  "$@" </dev/null >&2 3<&- & server=$!
  echo "$server"
  { cat <&3 >/dev/null; kill -KILL "$server"; } 2>/dev/null &
  wait "$server"
`;

/**
 * Runs that program, in the foreground and in one process. Resolves once it accepts connections at all these URLs;
 * throws when it ends first.
 */
export async function launch(command: string[], urls: string[]): Promise<RunningServer> {
  const guard = spawn("/bin/sh", ["-c", guardian, "sh", ...command], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let lastWords = "";
  guard.stderr.on("data", (chunk) => {
    lastWords = `${lastWords}${chunk}`.slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => guard.once("exit", () => resolve()));
  const pid = new Promise<number>((resolve) =>
    createInterface(guard.stdout).once("line", (line) => resolve(Number(line))),
  );
  while (guard.exitCode === null) {
    if ((await Promise.all(urls.map(accepts))).every(Boolean)) {
      const server = await pid;
      return {
        signal(name) {
          process.kill(server, name);
          if (name === "SIGSTOP") waitUntilStopped(server);
        },
        kill() {
          guard.stdin.end();
          return ended;
        },
      };
    }
    await pause(20);
  }
  guard.stdin.end();
  throw new Error(`${command[0]} ended with ${guard.exitCode}: ${lastWords}`);
}

/** The signal may still be on its way when `kill` returns: until each thread has received it, the server may answer. */
function waitUntilStopped(pid: number): void {
  const threads = `/proc/${pid}/task`;
  const stateOf = (thread: string) => readFileSync(`${threads}/${thread}/stat`, "utf8").replace(/^.*\) /s, "")[0];
  while (!readdirSync(threads).every((thread) => stateOf(thread) === "T")) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
}

/** Starts a server on two free ports; on others, when another program takes one of them meanwhile. */
export async function onFreePorts(
  start: (urls: { url: string; ldapsUrl: string }) => Promise<RunningServer>,
): Promise<{ server: RunningServer; url: string; ldapsUrl: string }> {
  for (let attempt = 1; ; attempt++) {
    const urls = { url: `ldap://127.0.0.1:${await freePort()}`, ldapsUrl: `ldaps://127.0.0.1:${await freePort()}` };
    try {
      return { server: await start(urls), ...urls };
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

const defaultPorts: Record<string, number> = { "ldap:": 389, "ldaps:": 636 };

function accepts(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(port === "" ? (defaultPorts[protocol] ?? 0) : Number(port), hostname);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
