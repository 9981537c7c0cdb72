import { startEmbeddedDirectory } from "@/embedded/directory/server";

/** Puts people one after another for ever, three at a time, and prints each once it was promised to be on disk. Ends when killed. */
const [dataDir, port, from] = process.argv.slice(2) as [string, string, string];

const { store } = await startEmbeddedDirectory({
  dataDir,
  port: Number(port),
  baseDn: "dc=univ,dc=example",
  bindDn: "cn=trousseau,dc=univ,dc=example",
  bindPassword: "only-for-tests",
});

async function writeForEver(lane: number): Promise<void> {
  for (let count = Number(from); ; count++) {
    const uid = `personne-${lane}-${count}`;
    await store.putPerson({
      uid,
      givenName: "Odd",
      familyName: "Entry",
      mail: null,
      affiliations: ["student"],
      state: "active",
    });
    process.stdout.write(`${uid}\n`);
  }
}

await Promise.all([0, 1, 2].map(writeForEver));
