import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Creates an authority in that folder, and its certificate for that address and localhost (`server.pem`, `.key`). */
export function makeCertificates(folder: string, address: string): { authorityFile: string } {
  mkdirSync(folder, { mode: 0o700 });
  const request = (...options: string[]) =>
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", ...options],
      { cwd: folder, stdio: "ignore" },
    );
  request("-subj", "/CN=Authority of the tests", "-keyout", "authority.key", "-out", "authority.pem");
  request(
    ...["-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.pem"],
    ...["-CA", "authority.pem", "-CAkey", "authority.key"],
    ...["-addext", `subjectAltName=IP:${address},DNS:localhost`, "-addext", "basicConstraints=critical,CA:FALSE"],
  );
  return { authorityFile: join(folder, "authority.pem") };
}
