import { demoPeople } from "@/embedded/demo-people";

/** The groups of the desk roles, by their `cn`. */
export const demoGroups = [...new Set(demoPeople.flatMap(({ groups }) => groups))].map((cn) => ({
  cn,
  members: demoPeople.filter(({ groups }) => groups.includes(cn)).map(({ uid }) => uid),
}));
