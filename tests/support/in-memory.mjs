import { statfsSync } from "node:fs";

const memory = "/dev/shm";
const gigabyte = 2 ** 30;

/**
 * Keeps in memory all that this process and its children put in the temporary folder from then on, where two gigabytes
 * are free: a database is some thousand small files, and tests create and delete hundreds of databases.
 */
export function keepTemporaryFilesInMemory() {
  if (process.env.TMPDIR === undefined && roomIn(memory) > 2 * gigabyte) process.env.TMPDIR = memory;
}

/** In bytes; 0 when the folder does not exist. @param {string} folder */
function roomIn(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
