import { type PersonFacts, personEntry, type StoredEntry } from "@/embedded/directory/entries";

export const baseDn = "dc=univ,dc=example";

/** Beside the demo university's people: what directories hold in the field, and what none should. */
export const oddEntries: StoredEntry[] = [
  student("deux-a", { identifier: "deux.fois@etu.univ.example" }),
  student("deux-b", { identifier: "deux.fois@etu.univ.example" }),
  without(student("sans-p"), "givenName"),
  withValues(student("deux.noms"), { uid: ["deux.noms", "deuxieme.nom"] }),
  withValues(student("plusieurs.valeurs"), {
    givenName: ["Odd", "Odette"],
    sn: ["Entry", "Entrée"],
    mail: ["odd@etu.univ.example", "odette@etu.univ.example"],
    supannRessourceEtat: ["{COMPTE}A:SupannActif", "{COMPTE}S:SupannVerrouille"],
  }),
  without(student("sans.classe"), "supannRessourceEtat", ["inetOrgPerson", "eduPerson"]),
  withValues(student("avec.dates"), {
    supannRessourceEtat: ["{MAIL}I", "{COMPTE}I:SupannPrecree"],
    supannRessourceEtatDate: ["{MAIL}I::20260101:20270101", "{COMPTE}I:SupannPrecree:20260801:"],
    supannMailPrive: ["{PERSO}autre@mail.example"],
  }),
  withValues(student("large-a"), {
    eduPersonPrincipalName: ["ｌarge@etu.univ.example "],
    eduPersonAffiliation: [" Student", "Employee "],
  }),
  { ...withValues(student("nom.oblique"), { cn: ["oblique\\"] }), dn: `cn=oblique\\5C,ou=people,${baseDn}` },
];

function student(uid: string, facts: Partial<PersonFacts> = {}): StoredEntry {
  const identifier = `${uid}@etu.univ.example`;
  const names = { givenName: "Odd", familyName: "Entry", mail: null };
  return personEntry({ uid, identifier, ...names, affiliations: ["student"], state: "inactive", ...facts }, baseDn);
}

function withValues(entry: StoredEntry, values: Record<string, string[]>): StoredEntry {
  return { ...entry, attributes: { ...entry.attributes, ...values } };
}

function without(entry: StoredEntry, attribute: string, objectClass = entry.attributes.objectClass ?? []): StoredEntry {
  const { [attribute]: _, ...attributes } = entry.attributes;
  return { ...entry, attributes: { ...attributes, objectClass } };
}
