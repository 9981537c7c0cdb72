import "./check-node.mjs";
import { buildWhatChanged } from "./build.mjs";
import { installWhatIsMissing } from "./install.mjs";
import { waitForLock } from "./lock.mjs";
import { buildLock } from "./places.mjs";
import { giveUp, say } from "./say.mjs";

/**
 * Installs and builds what is missing, one copy at a time, then passes the build to `use` before another copy may
 * remove it.
 * @param {(build: import("./build.mjs").Build) => void} use
 */
export async function prepare(use = () => {}) {
  await oneAtATime(async () => {
    installWhatIsMissing();
    use(await buildWhatChanged());
  });
}

/**
 * Runs `work` while no other copy installs or builds in this folder.
 * @param {() => Promise<void>} work
 */
export async function oneAtATime(work) {
  try {
    const release = await waitForLock(buildLock, () =>
      say(
        "Une autre copie prépare ce dossier : on l’attend.",
        "Another copy is preparing this folder: waiting for it.",
      ),
    );
    await work();
    release();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOSPC") giveUp("Le disque est plein.", "The disk is full.");
    if (code === "EACCES" || code === "EROFS" || code === "EPERM") {
      giveUp("Ce dossier n’est pas accessible en écriture.", "This folder cannot be written to.");
    }
    throw error;
  }
}

if (process.argv[1] === import.meta.filename) await prepare();
