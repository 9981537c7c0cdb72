import { describe, expect, test } from "vitest";
import { whyNotAllowed } from "@/lib/session/access";
import { localPath, signInPath } from "@/lib/session/paths";
import { rolesOf } from "@/lib/session/roles";
import type { Role } from "@/lib/session/visitor";
import { testInstitution } from "@/tests/support/directory";

describe("rolesOf", () => {
  test.each<[string, string[], string[], Role[]]>([
    ["a student", ["student", "member"], [], ["student"]],
    ["a teacher", ["teacher", "member"], [], ["staff"]],
    ["a kiosk keeper", ["employee"], ["kiosque-info"], ["staff", "kiosk"]],
    ["a doctoral student who works here", ["student", "researcher", "employee"], [], ["student"]],
    ["a tutor whom a group sends to the kiosk", ["student", "employee"], ["kiosque-info"], ["kiosk", "student"]],
    ["a former student", ["alum"], [], []],
    ["someone retired", ["retired", "emeritus", "member"], [], []],
    ["someone in a group of another service", ["employee"], ["kiosque"], ["staff"]],
  ])("%s", (_, affiliations, groups, roles) => {
    expect(rolesOf({ affiliations, groups }, testInstitution)).toEqual(roles);
  });
});

test("human resources are a role only where staff open their accounts here", () => {
  const person = { affiliations: ["employee"], groups: ["drh"] };
  expect(rolesOf(person, testInstitution)).toEqual(["staff", "human-resources"]);
  expect(rolesOf(person, { ...testInstitution, populations: {} })).toEqual(["staff"]);
});

describe("whyNotAllowed", () => {
  const visitor = (roles: Role[], isFrozen = false) => ({
    sessionId: "s",
    uid: "u",
    login: "l",
    displayName: "d",
    roles,
    registerId: null,
    isFrozen,
  });
  const desk: Role[] = ["staff", "kiosk"];

  test("asks for the network before anything else", () => {
    expect(whyNotAllowed({ roles: desk, visitor: null, isInternal: false })).toBe("outside");
    expect(whyNotAllowed({ roles: desk, visitor: visitor(["staff"]), isInternal: false })).toBe("outside");
  });

  test("then for a session, which is not frozen, of somebody with the role", () => {
    expect(whyNotAllowed({ roles: desk, visitor: null, isInternal: true })).toBe("not-signed-in");
    expect(whyNotAllowed({ roles: desk, visitor: visitor(["staff"], true), isInternal: true })).toBe("frozen");
    expect(whyNotAllowed({ roles: desk, visitor: visitor(["student"], true), isInternal: true })).toBe("frozen");
    expect(whyNotAllowed({ roles: desk, visitor: visitor(["student"]), isInternal: true })).toBe("role");
    expect(whyNotAllowed({ roles: desk, visitor: visitor(["kiosk"]), isInternal: true })).toBeNull();
  });

  test("lets the panel itself work in a frozen session, for who has the role", () => {
    const frozen = { roles: desk, isInternal: true, evenFrozen: true };
    expect(whyNotAllowed({ ...frozen, visitor: visitor(["staff"], true) })).toBeNull();
    expect(whyNotAllowed({ ...frozen, visitor: visitor(["student"], true) })).toBe("role");
    expect(whyNotAllowed({ ...frozen, isInternal: false, visitor: visitor(["staff"], true) })).toBe("outside");
  });

  test("lets a student's own pages open from anywhere, and to students alone", () => {
    const anywhere = { roles: ["student"] as Role[], isInternal: false };
    expect(whyNotAllowed({ ...anywhere, visitor: visitor(["student"]) })).toBeNull();
    expect(whyNotAllowed({ ...anywhere, visitor: null })).toBe("not-signed-in");
    expect(whyNotAllowed({ roles: ["student"], isInternal: true, visitor: visitor(["staff"]) })).toBe("role");
    expect(whyNotAllowed({ ...anywhere, visitor: visitor(["staff"]) })).toBe("outside");
  });
});

describe("localPath", () => {
  test.each([
    ["/", "/"],
    ["/mon-compte", "/mon-compte"],
    ["/aide?a=b&c=%20", "/aide?a=b&c=%20"],
    ["/a/../mon-compte", "/mon-compte"],
    ["/charte#anchor", "/charte"],
  ])("goes on to %s", (path, kept) => {
    expect(localPath(path)).toBe(kept);
  });

  test.each([
    "",
    null,
    undefined,
    "mon-compte",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/a\\..\\..\\evil",
    "/.//evil.example",
    "/..//evil.example",
    "/\tevil",
    "/\n/evil.example",
    " /mon-compte",
    "https://evil.example",
    "javascript:alert(1)",
    "/é",
  ])("does not go on to %j", (path) => {
    expect(localPath(path)).toBeNull();
  });

  test("is what the sign-in page carries", () => {
    expect(signInPath("/charte/acceptation?a=b")).toBe("/connexion?suite=%2Fcharte%2Facceptation%3Fa%3Db");
    expect(signInPath("//evil.example")).toBe("/connexion");
    expect(signInPath(null)).toBe("/connexion");
  });
});
