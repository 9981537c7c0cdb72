/** The demo university's people, as data. Every date is relative to the demo day, so the demonstration never ages. */

import type { Population } from "@/lib/population";

/** A person as the directory entry describes them. */
interface DemoAccount {
  /** The directory's `uid`. */
  uid: string;
  givenName: string;
  familyName: string;
  mail: string;
  /** `eduPersonAffiliation`, all its values. */
  affiliations: readonly string[];
  /** `cn` of the directory groups that this person belongs to. */
  groups: readonly string[];
  /** SupAnn state of the account; a suspended one is locked too. */
  state: "active" | "inactive" | "suspended";
  /** In clear, since everything here is public. Absent: the account was never activated. */
  password?: string;
}

/** A person who is in the register too. */
export interface DemoStudent extends DemoAccount {
  population: Population;
  /** `prenom.nom@etu.univ.example`, also the mail address; for staff, the login. */
  identifier: string;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  birthPlace: string;
  component: { code: string; name: string };
  stages: readonly string[];
  enrolledDaysAgo: number;
  cards: readonly { number: string; state: "in-force" | "lost" }[];
  /** The student's sheet: what is printed on it, and how long ago it was. */
  sheet?: { provisionalPassword: string; printedDaysAgo: number };
  /** Already confirmed. */
  recoveryEmail?: string;
  acceptedCharter?: 1 | 2;
}

export interface DemoStaff extends DemoAccount {
  post: "teacher" | "kiosk" | "student-life" | "registrar" | "human-resources" | "admin" | "dpo";
  password: string;
}

const components = {
  ECO: { code: "ECO", name: "Économie" },
  DROIT: { code: "DROIT", name: "Droit" },
  LETTRES: { code: "LETTRES", name: "Lettres et langues" },
  SCIENCES: { code: "SCIENCES", name: "Sciences" },
} as const;

type StudentFacts = Omit<
  DemoStudent,
  "population" | "uid" | "mail" | "affiliations" | "groups" | "state" | "component"
> & {
  component: keyof typeof components;
  affiliations?: readonly string[];
  state?: DemoAccount["state"];
};

function student({ component, ...facts }: StudentFacts): DemoStudent {
  return {
    population: "student",
    uid: facts.identifier.slice(0, facts.identifier.indexOf("@")),
    mail: facts.identifier,
    affiliations: ["student", "member"],
    groups: [],
    state: facts.password ? "active" : "inactive",
    ...facts,
    component: components[component],
  };
}

function staff(facts: Omit<DemoStaff, "state" | "affiliations"> & { affiliations?: readonly string[] }): DemoStaff {
  return { affiliations: ["employee", "staff", "member"], state: "active", ...facts };
}

export const demoStudents: readonly DemoStudent[] = [
  student({
    identifier: "camille.martin@etu.univ.example",
    givenName: "Camille",
    familyName: "Martin",
    birthDate: "2007-04-17",
    birthPlace: "Nantes",
    component: "ECO",
    stages: ["Licence 1 Économie et gestion"],
    enrolledDaysAgo: 7,
    cards: [{ number: "E2600101", state: "in-force" }],
    sheet: { provisionalPassword: "K7QX-M3VP-9RTD", printedDaysAgo: 7 },
  }),
  student({
    identifier: "ines.benali@etu.univ.example",
    givenName: "Inès",
    familyName: "Benali",
    birthDate: "2007-09-02",
    birthPlace: "Roubaix",
    component: "DROIT",
    stages: ["Licence 1 Droit"],
    enrolledDaysAgo: 7,
    cards: [{ number: "E2600102", state: "in-force" }],
    sheet: { provisionalPassword: "W4HN-8CZS-2LPF", printedDaysAgo: 7 },
  }),
  student({
    identifier: "zoe.lefevre@etu.univ.example",
    givenName: "Zoé",
    familyName: "Lefèvre",
    birthDate: "2008-01-23",
    birthPlace: "Saint-Denis",
    component: "LETTRES",
    stages: ["Licence 1 Lettres modernes"],
    enrolledDaysAgo: 0,
    cards: [{ number: "E2600103", state: "in-force" }],
    sheet: { provisionalPassword: "B9TG-R5XK-7DMQ", printedDaysAgo: 0 },
  }),
  student({
    identifier: "noe.garnier@etu.univ.example",
    givenName: "Noé",
    familyName: "Garnier",
    birthDate: "2006-11-30",
    birthPlace: "Besançon",
    component: "SCIENCES",
    stages: ["Licence 1 Mathématiques"],
    enrolledDaysAgo: 150,
    cards: [{ number: "E2600108", state: "in-force" }],
    sheet: { provisionalPassword: "P3VK-7WQX-M9HN", printedDaysAgo: 150 },
  }),
  student({
    identifier: "hugo.bernard@etu.univ.example",
    givenName: "Hugo",
    familyName: "Bernard",
    birthDate: "2006-02-08",
    birthPlace: "Limoges",
    component: "ECO",
    stages: ["Licence 2 Économie et gestion"],
    enrolledDaysAgo: 60,
    cards: [{ number: "E2500104", state: "in-force" }],
    password: "Cerisier-42-Volcan",
    recoveryEmail: "hugo.bernard@mail.example",
    acceptedCharter: 2,
  }),
  student({
    identifier: "lea.moreau@etu.univ.example",
    givenName: "Léa",
    familyName: "Moreau",
    birthDate: "2005-12-14",
    birthPlace: "Colmar",
    component: "DROIT",
    stages: ["Licence 3 Droit"],
    enrolledDaysAgo: 75,
    cards: [{ number: "E2500105", state: "in-force" }],
    password: "Tilleul-58-Comete",
    acceptedCharter: 1,
  }),
  student({
    identifier: "yanis.petit@etu.univ.example",
    givenName: "Yanis",
    familyName: "Petit",
    birthDate: "2006-07-05",
    birthPlace: "Vénissieux",
    component: "SCIENCES",
    stages: ["Licence 2 Physique"],
    enrolledDaysAgo: 60,
    cards: [{ number: "E2500106", state: "in-force" }],
    password: "Marmotte-31-Glacier",
    state: "suspended",
    acceptedCharter: 2,
  }),
  student({
    identifier: "tom.rousseau@etu.univ.example",
    givenName: "Tom",
    familyName: "Rousseau",
    birthDate: "2006-05-19",
    birthPlace: "Quimper",
    component: "LETTRES",
    stages: ["Licence 2 Anglais"],
    enrolledDaysAgo: 60,
    cards: [
      { number: "E2500109", state: "lost" },
      { number: "E2500110", state: "in-force" },
    ],
    password: "Sentier-66-Brume",
    acceptedCharter: 2,
  }),
  student({
    identifier: "sacha.roux@etu.univ.example",
    givenName: "Sacha",
    familyName: "Roux",
    birthDate: "2000-03-27",
    birthPlace: "Fort-de-France",
    component: "SCIENCES",
    stages: ["Doctorat Biologie, 3e année"],
    enrolledDaysAgo: 60,
    cards: [{ number: "E2400107", state: "in-force" }],
    password: "Boussole-77-Tempete",
    affiliations: ["student", "researcher", "employee", "member"],
    acceptedCharter: 2,
  }),
];

/** New members of staff, with a sheet from HR and no account yet. */
export const demoNewcomers: readonly DemoStudent[] = [
  {
    population: "staff",
    uid: "faure-m",
    identifier: "faure-m",
    givenName: "Maxime",
    familyName: "Faure",
    mail: "maxime.faure@univ.example",
    affiliations: ["employee", "staff", "member"],
    groups: [],
    state: "inactive",
    birthDate: "1991-10-05",
    birthPlace: "Tours",
    component: { code: "BU", name: "Bibliothèque universitaire" },
    stages: ["Bibliothécaire"],
    enrolledDaysAgo: 7,
    cards: [],
    sheet: { provisionalPassword: "T6WD-H9KV-4PXQ", printedDaysAgo: 7 },
  },
];

export const demoStaff: readonly DemoStaff[] = [
  staff({
    uid: "dupont-n",
    givenName: "Nadia",
    familyName: "Dupont",
    mail: "nadia.dupont@univ.example",
    affiliations: ["employee", "faculty", "teacher", "member"],
    groups: [],
    post: "teacher",
    password: "Horloge-64-Pivoine",
  }),
  staff({
    uid: "garcia-l",
    givenName: "Lucas",
    familyName: "Garcia",
    mail: "lucas.garcia@univ.example",
    groups: ["kiosque-info"],
    post: "kiosk",
    password: "Lanterne-29-Falaise",
  }),
  staff({
    uid: "petit-s",
    givenName: "Sophie",
    familyName: "Petit",
    mail: "sophie.petit@univ.example",
    groups: ["vie-etudiante"],
    post: "student-life",
    password: "Pavillon-83-Orchidee",
  }),
  staff({
    uid: "morel-c",
    givenName: "Claire",
    familyName: "Morel",
    mail: "claire.morel@univ.example",
    groups: ["scolarite"],
    post: "registrar",
    password: "Parchemin-15-Colline",
  }),
  staff({
    uid: "roche-j",
    givenName: "Jeanne",
    familyName: "Roche",
    mail: "jeanne.roche@univ.example",
    groups: ["drh"],
    post: "human-resources",
    password: "Calendrier-71-Nacelle",
  }),
  staff({
    uid: "fabre-a",
    givenName: "Antoine",
    familyName: "Fabre",
    mail: "antoine.fabre@univ.example",
    groups: ["dsi"],
    post: "admin",
    password: "Telescope-46-Bruyere",
  }),
  staff({
    uid: "leroy-d",
    givenName: "Delphine",
    familyName: "Leroy",
    mail: "delphine.leroy@univ.example",
    groups: ["dpo"],
    post: "dpo",
    password: "Archive-38-Rosier",
  }),
];

/** All of them as the directory holds them, which knows only the card in force. */
export const demoPeople = [
  ...demoStudents.map((student) => ({
    ...student,
    cardNumber: student.cards.find(({ state }) => state === "in-force")?.number,
  })),
  ...demoNewcomers,
  ...demoStaff,
];
