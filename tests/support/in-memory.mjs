import { statfsSync } from "node:fs";

const memory = "/dev/shm";
const gigabyte = 2 ** 30;

/**
 * Everything that this process and its children put in the temporary folder from now on stays in memory, where that has two gigabytes
 * of room: a database is some thousand small files, made and thrown away by the hundred.
 */
export function keepTemporaryFilesInMemory() {
  if (process.env.TMPDIR === undefined && roomIn(memory) > 2 * gigabyte) process.env.TMPDIR = memory;
}

/** In bytes; none in a folder that is not there. @param {string} folder */
function roomIn(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
