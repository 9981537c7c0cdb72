import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect, test } from "vitest";
import { openApi } from "@/app/api/openapi.json/document";
import { messages } from "@/messages/catalogue";

const paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>> = openApi(
  "http://localhost:3000",
).paths;

/** Every method of every route file: `put /api/v1/activation/charter`. */
function methodsOfTheFiles(): string[] {
  return routeFiles().flatMap((file) => {
    const path = `/${dirname(file).split(sep).slice(1).join("/")}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    const methods = [
      ...readFileSync(file, "utf8").matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g),
    ];
    return methods.map(([, method]) => `${method?.toLowerCase()} ${path}`);
  });
}

test("describes every call of the API, and no other", () => {
  const described = Object.entries(paths).flatMap(([path, calls]) =>
    Object.keys(calls).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(methodsOfTheFiles().sort());
});

test("names only problems that have their words", () => {
  const slugs = Object.values(paths)
    .flatMap((calls) => Object.values(calls))
    .flatMap(({ responses }) => Object.entries(responses).filter(([status]) => Number(status) >= 400))
    .flatMap(([, { description }]) =>
      [...description.matchAll(/`([a-z-]+-[a-z-]+|etape|introuvable)`/g)].map(([, slug]) => slug),
    );
  expect(new Set(slugs).size).toBeGreaterThan(20);
  for (const slug of slugs) expect(messages.fr.problems.types).toHaveProperty([slug as string]);
});

function routeFiles(): string[] {
  const names = readdirSync("app/api/v1", { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith("route.ts")).map((name) => join("app/api/v1", name));
}
