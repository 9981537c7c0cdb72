/** A person to seed. All but the password is written as SupAnn and eduPerson specify. */
export interface PersonFacts {
  uid: string;
  /** `eduPersonPrincipalName`: a student's `prenom.nom@etu...`. */
  identifier?: string;
  givenName: string;
  familyName: string;
  displayName?: string;
  mail: string | null;
  affiliations: readonly string[];
  /** In clear here, hashed before it is stored. Absent: every bind is refused. */
  password?: string;
  /** The password as `hashPassword` hashed it, when the caller has it. */
  passwordHash?: string;
  state: "active" | "inactive" | "suspended";
  /** A locked person's bind is refused; a suspended one is always locked. */
  isLocked?: boolean;
  recoveryEmail?: string;
  /** `YYYY-MM-DD`. */
  birthDate?: string;
  supannEtuId?: string;
  /** Number of the card in force, if any. */
  cardNumber?: string;
}

export type Attributes = Record<string, string[]>;

/** An entry as the disk keeps it. The password is kept apart, so that no search can show it. */
export interface StoredEntry {
  dn: string;
  attributes: Attributes;
  passwordHash?: string;
  isLocked?: boolean;
}

const states = { active: "A:SupannActif", inactive: "I:SupannPrecree", suspended: "S:SupannVerrouille" } as const;

/** Folds the name of an entry, so that two spellings compare equal. Simple names only, such as ours. */
export function foldDn(dn: string): string {
  return dn.toLowerCase().replace(/\s*([,=])\s*/g, "$1");
}

export function personDn(uid: string, baseDn: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(uid)) throw new Error(`not a uid: ${uid}`);
  return `uid=${uid},ou=people,${baseDn}`;
}

const personClasses = ["inetOrgPerson", "eduPerson", "supannPerson", "supannRessource"];

/** Returns a person's entry, without the password. */
export function personEntry(facts: PersonFacts, baseDn: string): StoredEntry {
  const displayName = facts.displayName ?? `${facts.givenName} ${facts.familyName}`;
  return {
    dn: personDn(facts.uid, baseDn),
    attributes: {
      objectClass: [...personClasses, ...(facts.cardNumber ? ["supannCMS"] : [])],
      uid: [facts.uid],
      cn: [displayName],
      sn: [facts.familyName],
      givenName: [facts.givenName],
      displayName: [displayName],
      eduPersonAffiliation: [...facts.affiliations],
      supannRessourceEtat: [`{COMPTE}${states[facts.state]}`],
      ...(facts.identifier && { eduPersonPrincipalName: [facts.identifier] }),
      ...(facts.mail && { mail: [facts.mail] }),
      ...(facts.recoveryEmail && { supannMailPrive: [`{SECOURS}${facts.recoveryEmail}`] }),
      ...(facts.birthDate && { supannOIDCDateDeNaissance: [facts.birthDate] }),
      ...(facts.supannEtuId && { supannEtuId: [facts.supannEtuId] }),
      ...(facts.cardNumber && { supannCMSId: [facts.cardNumber] }),
    },
    ...((facts.isLocked || facts.state === "suspended") && { isLocked: true }),
  };
}

/** A group to seed: its members by their `uid`. */
export interface GroupFacts {
  cn: string;
  members: readonly string[];
}

export function groupEntry({ cn, members }: GroupFacts, baseDn: string): StoredEntry {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(cn)) throw new Error(`not a group's name: ${cn}`);
  return {
    dn: `cn=${cn},ou=groups,${baseDn}`,
    attributes: { objectClass: ["groupOfNames"], cn: [cn], member: members.map((uid) => personDn(uid, baseDn)) },
  };
}

/** Returns the entries above people and groups. */
export function treeEntries(baseDn: string): StoredEntry[] {
  return [
    { dn: baseDn, attributes: { objectClass: ["organization"], o: [baseDn] } },
    { dn: `ou=people,${baseDn}`, attributes: { objectClass: ["organizationalUnit"], ou: ["people"] } },
    { dn: `ou=groups,${baseDn}`, attributes: { objectClass: ["organizationalUnit"], ou: ["groups"] } },
  ];
}
