import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") },
    conditions: ["react-server"],
  },
  ssr: { resolve: { conditions: ["react-server"] } },
  test: {
    include: [
      "tests/lib/**/*.test.ts",
      "tests/embedded/**/*.test.ts",
      "tests/server/**/*.test.ts",
      "tests/db/**/*.test.ts",
      "tests/directories/**/*.test.ts",
    ],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
