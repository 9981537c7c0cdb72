import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin, type TestProjectInlineConfiguration } from "vitest/config";
import { keepTemporaryFilesInMemory } from "./tests/support/in-memory.mjs";

keepTemporaryFilesInMemory();

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Gives client modules to the tests as Next's bundler gives them to the server: their exported names alone. */
const browsersCode: Plugin = {
  name: "browsers-code",
  resolveId: { order: "pre", handler: (id) => (id === "next/link" ? "\0next/link" : null) },
  load: (id) => (id === "\0next/link" ? "export default () => null" : null),
  transform(code) {
    if (!/^"use client"/.test(code)) return null;
    const names = [...code.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name);
    for (const [, list = ""] of code.matchAll(/^export {([^}]+)}/gm))
      names.push(...list.split(",").map((each) => each.trim().split(" as ").at(-1)));
    const isDefault = names.includes("default") || /^export default /m.test(code);
    const named = names.filter((name) => name !== "default").map((name) => `export const ${name} = () => null;`);
    return [...named, ...(isDefault ? ["export default () => null;"] : [])].join("\n");
  },
};

/** How modules are resolved, for the tests and for what is started once for all of them. */
const modules: TestProjectInlineConfiguration = {
  plugins: [browsersCode],
  resolve: {
    alias: {
      "@": here(".").replace(/\/$/, ""),
      // As Next's bundler resolves it for server code.
      "next/navigation": here("node_modules/next/dist/client/components/navigation.react-server.js"),
      "next-intl/config": here("app/language.ts"),
      // A mark for Next's bundler, useless elsewhere; the run's set-up has no conditions.
      "server-only": here("node_modules/server-only/empty.js"),
    },
    conditions: ["react-server"],
  },
  ssr: { resolve: { conditions: ["react-server"] } },
};

/** Tests that change what belongs to the process: its settings, clock, children, or what Next keeps in it. */
const alone = "tests/**/*.alone.test.ts";

function project(files: TestProjectInlineConfiguration["test"]): TestProjectInlineConfiguration {
  return {
    ...modules,
    test: {
      // It imports its own settings, and Next, by names that only the aliases above resolve.
      server: { deps: { inline: ["next-intl"] } },
      pool: "forks",
      // Each command run by a test is a process that loads the service: on a busy machine, a few of them take long.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      // A failed test leaves no silenced console to the next ones.
      restoreMocks: true,
      setupFiles: ["tests/support/unexpected-errors.ts"],
      ...files,
    },
  };
}

export default defineConfig({
  ...modules,
  test: {
    globalSetup: ["tests/support/programs.ts", "tests/support/postgres.ts", "tests/support/demo-directory.ts"],
    // Twice the expected cores: a worker mostly waits, for a server that it started or for a long enough silence.
    maxWorkers: 4,
    projects: [
      // A file finds modules that an earlier one loaded: loading them for each takes a fifth of the processor time.
      project({ name: "together", include: ["tests/**/*.test.ts"], exclude: [alone], isolate: false }),
      project({ name: "alone", include: [alone] }),
    ],
  },
});
