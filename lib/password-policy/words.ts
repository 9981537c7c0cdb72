import { createRequire } from "node:module";
import { fold } from "./fold";

interface Words {
  /** French and English words and names, folded. */
  dictionary: ReadonlySet<string>;
  /** The passwords that people choose most, folded. */
  common: ReadonlySet<string>;
  /** In UTF-16 units: nothing longer can be a word. */
  longest: number;
}

// One set for the process, found by name: the server and Next's bundles each load their own copy of this file, and it is 60 MB.
const key = Symbol.for("trousseau.words");
const shared = globalThis as typeof globalThis & { [key]?: Words };

/**
 * The words that are no passwords, from the dictionaries of zxcvbn-ts. Loaded on first use, once a process (about 600 ms):
 * `warmUpWords` does it at start, so that nobody waits for it.
 */
export function words(): Words {
  shared[key] ??= load();
  return shared[key];
}

/** Loads the dictionaries now, for a web worker about to take requests: it runs outside Next, hence no `server-only` here. */
export function warmUpWords(): void {
  words();
}

type Language = { dictionary: Record<string, (string | number)[]> };

function load(): Words {
  // Not an import: the lists would be unpacked with every page whose bundle holds this file.
  const require = createRequire(import.meta.url);
  const { "passwords-common": passwords = [], ...others } = (require("@zxcvbn-ts/language-common") as Language)
    .dictionary;
  const lists = [
    others,
    (require("@zxcvbn-ts/language-fr") as Language).dictionary,
    (require("@zxcvbn-ts/language-en") as Language).dictionary,
  ].flatMap((dictionary) => Object.values(dictionary));
  const dictionary = new Set(lists.flat().map((word) => fold(String(word))));
  const common = new Set(passwords.map((password) => fold(String(password))));
  const longest = [...dictionary, ...common].reduce((most, word) => Math.max(most, word.length), 0);
  return { dictionary, common, longest };
}
