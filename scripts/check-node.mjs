import { giveUp } from "./say.mjs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// Nothing newer than Node 16 reads may stand in this file or before it: what is too old must live long enough to say so.
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(
    `Trousseau demande Node.js 20.19 ou plus récent, et ceci est Node.js ${process.versions.node}.`,
    `Trousseau needs Node.js 20.19 or later, and this is Node.js ${process.versions.node}.`,
  );
}
