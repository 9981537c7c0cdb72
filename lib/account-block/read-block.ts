import "server-only";
import type { Services } from "@/lib/services";
import { type Block, findBlock } from "./queries";

/** The block of this student's account, while no desk has lifted it. */
export function readBlock({ db }: Pick<Services, "db">, studentId: string): Promise<Block | null> {
  return findBlock(db, studentId);
}
