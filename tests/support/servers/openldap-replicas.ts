import { cpSync, rmSync } from "node:fs";
import type { StartOptions } from "./directory-server";
import { type OpenLdapServer, startOpenLdap } from "./openldap";

/**
 * Starts that many slapd with the same entries, each of which accepts changes and sends them to the others
 * (multi-provider syncrepl).
 */
export async function startReplicas(count: number, options: StartOptions = {}): Promise<OpenLdapServer[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => startOpenLdap(options)));
  await Promise.all(servers.map((server) => server.stop()));
  const [first] = servers as [OpenLdapServer];
  for (const [index, server] of servers.entries()) {
    // Copies of one database: an entry loaded twice would have two identities.
    if (server !== first) {
      rmSync(server.dataFolder, { recursive: true });
      cpSync(first.dataFolder, server.dataFolder, { recursive: true });
    }
    const others = servers.filter((other) => other !== server);
    server.configure((lines) => `${lines}\n${replication(index + 1, others, server.baseDn)}\n`);
  }
  await Promise.all(servers.map((server) => server.start()));
  return servers;
}

function replication(id: number, others: OpenLdapServer[], baseDn: string): string {
  const sources = others.map(({ url, administrator }, index) =>
    [
      `syncrepl rid=${id}0${index} provider=${url} type=refreshAndPersist retry="1 +" searchbase="${baseDn}"`,
      `  bindmethod=simple binddn="${administrator.dn}" credentials=${administrator.password} timeout=2 network-timeout=2`,
    ].join("\n"),
  );
  return [`serverID ${id}`, ...sources, "multiprovider on", "moduleload syncprov", "overlay syncprov"].join("\n");
}
