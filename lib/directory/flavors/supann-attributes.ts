import type { AttributeNames, NewEntryRules } from "./flavor";

/** The attribute names of inetOrgPerson, eduPerson and SupAnn 2021. */
export const supannAttributes: AttributeNames = {
  studentIdentifier: "eduPersonPrincipalName",
  staffLogin: "uid",
  cardNumber: "supannCMSId",
  uid: "uid",
  displayName: "displayName",
  givenName: "givenName",
  familyName: "sn",
  mail: "mail",
  affiliation: "eduPersonAffiliation",
  state: "supannRessourceEtat",
  stateDate: "supannRessourceEtatDate",
  recoveryEmail: "supannMailPrive",
};

/** The entry has no password, so no bind opens it. */
export const supannEntry: NewEntryRules = {
  rdn: "uid",
  objectClasses: ["inetOrgPerson", "eduPerson", "supannPerson", "supannRessource"],
  affiliations: ["student", "member"],
  shut: {},
};
