import type { Client } from "ldapjs";
import { ldapjs } from "@/lib/directory/ldapjs";

/** Returns whether a simple bind succeeds there, on its own connection and without the service's code. */
export function canBindAt(url: string, dn: string, password: string, ca?: string): Promise<boolean> {
  return withClient(
    { url, ca },
    (client) => new Promise((resolve) => client.bind(dn, password, (error) => resolve(!error))),
  );
}

/**
 * Returns every attribute of that entry, operational ones and `more` included, read as `reader`. Throws when there is
 * no such entry.
 */
export function readEntryAt(
  url: string,
  reader: { dn: string; password: string },
  dn: string,
  { ca, more = [] }: { ca?: string; more?: string[] } = {},
): Promise<Record<string, string[]>> {
  return withClient({ url, ca }, async (client) => {
    await new Promise<void>((resolve, reject) =>
      client.bind(reader.dn, reader.password, (error) => (error ? reject(error) : resolve())),
    );
    return new Promise((resolve, reject) =>
      client.search(dn, { scope: "base", attributes: ["*", "+", ...more] }, (error, response) => {
        if (error) return reject(error);
        response.on("searchEntry", ({ attributes }) =>
          resolve(Object.fromEntries(attributes.map(({ type, values }) => [type, [values].flat()]))),
        );
        response.on("error", reject);
      }),
    );
  });
}

/** `ca`: PEM, for `ldaps:`. */
async function withClient<T>(
  { url, ca }: { url: string; ca: string | undefined },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = ldapjs.createClient({ url, tlsOptions: { ca }, connectTimeout: 5_000, timeout: 5_000 });
  client.on("error", () => {});
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
