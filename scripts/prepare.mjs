import "./check-node.mjs";
import { buildWhatChanged } from "./build.mjs";
import { installWhatIsMissing } from "./install.mjs";
import { waitForLock } from "./lock.mjs";
import { buildLock } from "./places.mjs";
import { giveUp, say } from "./say.mjs";

/**
 * Installs and builds what is missing, one copy at a time, then hands over the build's name before anybody else may remove it.
 * @param {(build: string) => void} use
 */
export async function prepare(use = () => {}) {
  try {
    const release = await waitForLock(buildLock, () =>
      say(
        "Une autre copie prépare ce dossier : on l’attend.",
        "Another copy is preparing this folder: waiting for it.",
      ),
    );
    installWhatIsMissing();
    use(buildWhatChanged());
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
