import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { DirectoryUnavailable, inFull, mayPass, unavailability } from "@/lib/errors";

/** As Drizzle throws what PostgreSQL said of a statement, whose values it repeats. */
function refused(code: string, ...params: unknown[]): Error {
  const said = Object.assign(new Error("PostgreSQL’s own words"), { code, severity: "ERROR" });
  return new DrizzleQueryError("insert into imports (name) values ($1)", params, said);
}

test.each(["53100", "53300", "57014", "57P01", "08006", "25P03"])(
  "SQLSTATE %s is a database that is away, and the log says so",
  (code) => {
    const away = unavailability(refused(code, "Hugo"));
    expect(away?.dependency).toBe("database");
    expect(inFull(away)).toBe(`the database is unavailable: ${code}`);
  },
);

test.each([
  ["ECONNREFUSED", Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" })],
  ["Query read timeout", new Error("Query read timeout")],
  ["timeout exceeded when trying to connect", new Error("timeout exceeded when trying to connect")],
  ["Connection terminated", new Error("Connection terminated unexpectedly")],
])("%s is one too, whatever it is the cause of", (why, error) => {
  const away = unavailability(new DrizzleQueryError("select 1", [], error));
  expect(inFull(away)).toBe(`the database is unavailable: ${why}`);
  expect(mayPass(error)).toBe(true);
});

test.each([
  ["a value that somebody sent", refused("23502", "session-timeout.csv")],
  ["a fault of ours", new TypeError("setTimeout is not a function")],
  ["a message that begins as a code does", new Error("57 lines were read")],
])("the word in %s is no outage", (_, error) => {
  expect(unavailability(error)).toBeNull();
  expect(mayPass(error)).toBe(false);
});

test("what was written stays out of the log, and the directory’s own reasons are in it", () => {
  expect(inFull(refused("23502", "Hugo"))).toBe("the database refused: 23502");
  expect(inFull(new DirectoryUnavailable(new Error("no answer\nin time")))).toBe(
    "the directory is unavailable: no answer in time",
  );
});
