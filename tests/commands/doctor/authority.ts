import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Certificate {
  key: string;
  cert: string;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** A certification authority of that name in that folder. */
export function makeAuthority(folder: string, name: string) {
  const openssl = (...words: string[]) => execFileSync("openssl", words, { cwd: folder, stdio: "ignore" });
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-days",
    "800",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.pem`,
  );
  return {
    file: join(folder, `${name}.pem`),
    /** A certificate for these names (`IP:127.0.0.1,DNS:localhost`), for so many days from now; less than none is over already. */
    certify(subject: string, { names, days }: { names: string; days: number }): Certificate {
      openssl(
        "req",
        "-new",
        ...newKey,
        "-subj",
        `/CN=${subject}`,
        "-keyout",
        `${subject}.key`,
        "-out",
        `${subject}.csr`,
      );
      writeFileSync(join(folder, `${subject}.ext`), `subjectAltName=${names}\n`);
      const signed = [
        "-CA",
        `${name}.pem`,
        "-CAkey",
        `${name}.key`,
        "-days",
        String(days),
        "-extfile",
        `${subject}.ext`,
      ];
      openssl("x509", "-req", "-in", `${subject}.csr`, ...signed, "-out", `${subject}.pem`);
      const read = (extension: string) => readFileSync(join(folder, `${subject}.${extension}`), "utf8");
      return { key: read("key"), cert: read("pem") };
    },
  };
}
