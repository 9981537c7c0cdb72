import { expect, test } from "vitest";
import { activeDirectory } from "@/lib/directory/flavors/active-directory";

test("Active Directory's lock that only an administrator ends has no hour", () => {
  const read = activeDirectory.lockout.duration?.read;
  expect(read?.("-9000000000")).toBe(900_000);
  expect(read?.("-9223372036854775808")).toBe(0);
});
