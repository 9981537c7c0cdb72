import { expect, test } from "vitest";
import { hashPassword, isPassword, usualCost } from "@/embedded/directory/passwords";

test("a hash is read at the cost that it was made at, whatever a new one costs", async () => {
  const hash = await hashPassword("Fanfare-83-Ruisseau", 1_024);
  expect(hash).toMatch(/^scrypt\$[^$]+\$[^$]+\$1024$/);
  expect(await isPassword("Fanfare-83-Ruisseau", hash, usualCost)).toBe(true);
  expect(await isPassword("Fanfare-83-Ruisseaux", hash, usualCost)).toBe(false);
});

test("one that does not say, from before they did, is of the usual cost", async () => {
  const [kind, salt, key] = (await hashPassword("Fanfare-83-Ruisseau", usualCost)).split("$");
  expect(await isPassword("Fanfare-83-Ruisseau", [kind, salt, key].join("$"), usualCost)).toBe(true);
});
