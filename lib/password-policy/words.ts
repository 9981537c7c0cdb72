import { createRequire } from "node:module";
import { fold } from "./fold";

interface Words {
  /** French and English words and names, folded. */
  dictionary: ReadonlySet<string>;
  /** The most common passwords, folded. */
  common: ReadonlySet<string>;
  /** The length of the longest, in UTF-16 units: nothing longer can match. */
  longest: number;
}

// One set per process, under a symbol: the server and Next's bundles each load their own copy of this file, and the set
// takes 60 MB.
const key = Symbol.for("trousseau.words");
const shared = globalThis as typeof globalThis & { [key]?: Words };

/**
 * Returns the words refused as passwords, from the dictionaries of zxcvbn-ts. Loads them on first use, once per process
 * (about 600 ms): `warmUpWords` does so at start, so that nobody waits.
 */
export function words(): Words {
  shared[key] ??= load();
  return shared[key];
}

/** Loads the dictionaries before a web worker takes requests. It runs outside Next, hence no `server-only` here. */
export function warmUpWords(): void {
  words();
}

type Language = { dictionary: Record<string, (string | number)[]> };

function load(): Words {
  // Not an import: every page whose bundle holds this file would load the lists.
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
