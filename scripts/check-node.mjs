import { giveUp } from "./say.mjs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// This file, and any that runs before it, must be readable by Node 16: an old Node must live long enough to say so.
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(
    `Trousseau demande Node.js 20.19 ou plus récent, et ceci est Node.js ${process.versions.node}.`,
    `Trousseau needs Node.js 20.19 or later, and this is Node.js ${process.versions.node}.`,
  );
}
