import { X509Certificate } from "node:crypto";
import { stat } from "node:fs/promises";
import { type Finding, fault, ok, warning } from "../finding";

const writableByOthers = 0o002;

/** Checks that not everybody may write a file on which the service relies: anybody could subvert it. */
export async function checkWhoWrites(name: string, file: string): Promise<Finding[]> {
  const { mode } = await stat(file);
  return mode & writableByOthers ? [fault("machine.file.writable", { name, file })] : [];
}

/** Checks `LDAP_CA_FILE`: it has the authorities of the directory's certificate, and no private key. */
export function checkAuthorities(pem: string, file: string): Finding {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return fault("machine.authorities.none", { file });
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return fault("machine.authorities.key", { file });
  const isOver = (block: string) => new Date(new X509Certificate(block).validTo).getTime() < Date.now();
  const over = blocks.filter(isOver).length;
  const values = { file, count: blocks.length, over };
  return over > 0 ? warning("machine.authorities.over", values) : ok("machine.authorities.ok", values);
}
