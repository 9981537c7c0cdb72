import "server-only";
import { pingDatabase } from "@/db/ping";
import type { Unavailable } from "./errors";
import type { Services } from "./services";

type Dependency = Unavailable["dependency"];

/** Milliseconds. */
const patience = 2_000;

/** Returns the dependencies that do not answer in time; empty when the service can serve. */
export async function whatIsDown({ db, directory }: Pick<Services, "db" | "directory">): Promise<Dependency[]> {
  const answers: [Dependency, Promise<void>][] = [
    ["database", pingDatabase(db)],
    ["directory", directory.ping()],
  ];
  const down = await Promise.all(answers.map(async ([name, answer]) => ((await answersInTime(answer)) ? [] : [name])));
  return down.flat();
}

async function answersInTime(answer: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const answered = answer.then(
    () => true,
    () => false,
  );
  const inTime = await Promise.race([answered, late]);
  clearTimeout(timer);
  return inTime;
}
