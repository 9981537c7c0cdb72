import { type DemoStudent, demoNewcomers, demoStaff, demoStudents } from "@/embedded/demo-people";
import type { Env } from "@/lib/env";
import { inTerminalLanguage } from "@/scripts/say.mjs";

/** Returns what `npm start` prints: the address to open, and whom to sign in as, unless the database is not ours. */
export function demoBanner({ publicUrl, dataDir }: Pick<Env, "publicUrl" | "dataDir">, isInhabited: boolean): string {
  return `
${inTerminalLanguage("Trousseau, démonstration :", "Trousseau, demonstration:")} ${publicUrl}
  ${isInhabited ? peopleToo() : mailsAlone()} ${publicUrl}/demo

${isInhabited ? people() : nobody()}
${inTerminalLanguage(`Les données restent dans ${dataDir}. Ctrl-C arrête tout.`, `The data stay in ${dataDir}. Ctrl-C stops everything.`)}
`;
}

const peopleToo = () =>
  inTerminalLanguage(
    "Les gens, leurs feuilles, les mails, l’horloge :",
    "The people, their sheets, the mails, the clock:",
  );

const mailsAlone = () => inTerminalLanguage("Les mails, l’horloge :", "The mails, the clock:");

function nobody(): string {
  return inTerminalLanguage(
    "  DATABASE_URL désigne votre base : les gens de la démonstration n’y sont pas mis.\n",
    "  DATABASE_URL names your database: the demo people are not put into it.\n",
  );
}

function people(): string {
  const students = demoStudents.map((student) => [
    student.identifier,
    student.cards.map(({ number }) => number).join(" "),
    secretOf(student),
  ]);
  const newcomers = demoNewcomers.map((newcomer) => [
    newcomer.uid,
    inTerminalLanguage("compte à ouvrir", "account to open"),
    secretOf(newcomer),
  ]);
  const staff = [...demoStaff.map(({ uid, post, password }) => [uid, postOf(post), password]), ...newcomers];
  return `${inTerminalLanguage("Étudiants (identifiant, carte, secret)", "Students (identifier, card, secret)")}
${inColumns(students)}

${inTerminalLanguage("Personnel (identifiant, rôle, mot de passe)", "Staff (login, role, password)")}
${inColumns(staff)}
`;
}

function secretOf({ sheet, password }: DemoStudent): string {
  const printed = sheet?.provisionalPassword;
  return printed ? inTerminalLanguage(`feuille ${printed}`, `sheet ${printed}`) : (password ?? "");
}

function postOf(post: (typeof demoStaff)[number]["post"]): string {
  const posts = {
    teacher: inTerminalLanguage("enseignante", "teacher"),
    kiosk: inTerminalLanguage("kiosque info", "campus desk"),
    "student-life": inTerminalLanguage("vie étudiante", "student life"),
    registrar: inTerminalLanguage("scolarité", "registrar"),
    "human-resources": inTerminalLanguage("ressources humaines", "human resources"),
    admin: inTerminalLanguage("DSI", "administrator"),
    dpo: "DPO",
  };
  return posts[post];
}

function inColumns(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}`,
    )
    .join("\n");
}
