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
      "server-only": here("node_modules/server-only/empty.js"),
    },
    conditions: ["react-server"],
  },
  ssr: { resolve: { conditions: ["react-server"] } },
  test: {
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
