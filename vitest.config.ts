import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { keepTemporaryFilesInMemory } from "./tests/support/in-memory.mjs";

keepTemporaryFilesInMemory();

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": here(".").replace(/\/$/, ""),
      // A mark for Next's bundler; elsewhere it has nothing to say, and the run's own set-up has no conditions.
      // As Next's own bundler gives it to what runs on the server.
      "next/navigation": here("node_modules/next/dist/client/components/navigation.react-server.js"),
      "next-intl/config": here("app/language.ts"),
      "server-only": here("node_modules/server-only/empty.js"),
    },
    conditions: ["react-server"],
  },
  ssr: { resolve: { conditions: ["react-server"] } },
  test: {
    // It asks for its own settings, and for Next, by names that the aliases above answer.
    server: { deps: { inline: ["next-intl"] } },
    include: [
      "tests/*.test.ts",
      "tests/lib/**/*.test.ts",
      "tests/embedded/**/*.test.ts",
      "tests/server/**/*.test.ts",
      "tests/db/**/*.test.ts",
      "tests/commands/**/*.test.ts",
      "tests/directories/**/*.test.ts",
    ],
    globalSetup: ["tests/support/postgres.ts", "tests/support/demo-directory.ts"],
    pool: "forks",
    // One more than the cores that we count on: many tests wait for a silence to be long enough.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
