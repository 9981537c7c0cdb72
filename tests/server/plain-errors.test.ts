import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { inWords } from "@/server/plain-errors";

test("a failed query is told without the values that it carried", () => {
  const cause = Object.assign(new Error("connection terminated"), { code: "08006" });
  const error = new DrizzleQueryError("insert into mails values ($1, $2)", ["hugo@mail.example", "code 123456"], cause);
  const told = inWords(error);
  expect(told).toContain("insert into mails");
  expect(told).toContain("08006");
  expect(told).not.toMatch(/hugo|123456/);
});
