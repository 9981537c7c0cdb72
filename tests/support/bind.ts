import ldapjs from "ldapjs";

/** Whether a simple bind succeeds there, on a connection of its own that owes nothing to the service's code. */
export async function canBindAt(url: string, dn: string, password: string): Promise<boolean> {
  const client = ldapjs.createClient({ url, connectTimeout: 5_000, timeout: 5_000 });
  client.on("error", () => {});
  try {
    return await new Promise((resolve) => client.bind(dn, password, (error) => resolve(!error)));
  } finally {
    client.destroy();
  }
}
