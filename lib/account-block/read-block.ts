import "server-only";
import type { Services } from "@/lib/services";
import { type Block, findBlock } from "./queries";

/** Returns the block of this student's account; null once it is lifted. */
export function readBlock({ db }: Pick<Services, "db">, studentId: string): Promise<Block | null> {
  return findBlock(db, studentId);
}
