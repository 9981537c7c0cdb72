import type { Env } from "@/lib/env";
import { activeDirectory } from "./active-directory";
import { ds389 } from "./ds389";
import type { Flavor } from "./flavor";
import { openldap } from "./openldap";

/** The flavors, by value of `LDAP_FLAVOR`. */
export const flavors: Record<Env["ldap"]["flavor"], Flavor> = { openldap, "389ds": ds389, ad: activeDirectory };
