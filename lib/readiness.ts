import "server-only";
import { pingDatabase } from "@/db/ping";
import type { Unavailable } from "./errors";
import type { Services } from "./services";

type Dependency = Unavailable["dependency"];

/** Which dependencies do not answer within `patience` milliseconds; none when the service can serve. */
export async function whatIsDown({ db, directory }: Services, patience = 2_000): Promise<Dependency[]> {
  const answers: [Dependency, Promise<void>][] = [
    ["database", pingDatabase(db)],
    ["directory", directory.ping()],
  ];
  const down = await Promise.all(
    answers.map(async ([name, answer]) => ((await answersWithin(answer, patience)) ? [] : [name])),
  );
  return down.flat();
}

async function answersWithin(answer: Promise<void>, patience: number): Promise<boolean> {
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
