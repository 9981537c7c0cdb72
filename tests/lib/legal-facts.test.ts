import { describe, expect, it, test } from "vitest";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { institutionSchema } from "@/lib/institution";
import { accessibilityState } from "@/lib/legal-facts";

const { legal } = demoUniversity;
const { accessibility } = legal;

const read = (legal?: object) => institutionSchema.safeParse({ ...demoUniversity, legal });
const withAudit = (differences: object) => ({
  ...legal,
  accessibility: { ...accessibility, audit: { ...accessibility.audit, ...differences } },
});
const stateOf = (legal?: object) => {
  const { data, error } = read(legal);
  if (!data) throw error;
  return accessibilityState(data.legal);
};

describe("the institution file", () => {
  it("may state nothing of what the legal pages say, and each thing by itself", () => {
    expect(read(undefined).data?.legal).toEqual({});
    for (const [name, fact] of Object.entries(legal)) expect(read({ [name]: fact }).success, name).toBe(true);
    const declared = { declaredOn: "2026-11-22" };
    expect(read({ accessibility: declared }).data?.legal.accessibility).toEqual(declared);
  });

  it.each<[string, object, string]>([
    [
      "a host that nobody could write to",
      { host: { name: legal.host.name, phone: legal.host.phone } },
      "legal.host.address",
    ],
    ["a host that nobody could call", { host: { ...legal.host, phone: undefined } }, "legal.host.phone"],
    ["a publisher without an address", { publisher: { phone: legal.publisher.phone } }, "legal.publisher.address"],
    [
      "a director in one language",
      { publicationDirector: { fr: "Dominique Exemple" } },
      "legal.publicationDirector.en",
    ],
    ["a name that it does not know", { director: legal.publicationDirector }, "legal"],
    ["a state that no audit measured", { accessibility: { ...accessibility, state: "total" } }, "legal.accessibility"],
    [
      "a declaration without its day",
      { accessibility: { audit: accessibility.audit } },
      "legal.accessibility.declaredOn",
    ],
    ["a day that is none", withAudit({ on: "2026-02-31" }), "legal.accessibility.audit.on"],
    ["an audit by nobody", withAudit({ by: undefined }), "legal.accessibility.audit.by"],
    ["a rate above 100", withAudit({ rate: 101 }), "legal.accessibility.audit.rate"],
    ["a rate below 100 without a failure", withAudit({ failures: [] }), "legal.accessibility.audit.failures"],
    ["a rate of 100 with one", withAudit({ rate: 100 }), "legal.accessibility.audit.rate"],
    ["a link that runs", withAudit({ reportUrl: "javascript:alert(1)" }), "legal.accessibility.audit.reportUrl"],
  ])("is refused with %s", (_, differences, path) => {
    expect(read(differences).error?.issues.map(({ path }) => path.join("."))).toEqual([path]);
  });
});

test("a service is « non conforme » until an audit has measured half of the criteria as met", () => {
  expect(stateOf(undefined)).toBe("unaudited");
  expect(stateOf({ accessibility: { declaredOn: "2026-11-22" } })).toBe("unaudited");
  expect(stateOf(withAudit({ rate: 0 }))).toBe("none");
  expect(stateOf(withAudit({ rate: 49.99 }))).toBe("none");
  expect(stateOf(withAudit({ rate: 50 }))).toBe("partial");
  expect(stateOf(withAudit({ rate: 99.9 }))).toBe("partial");
  expect(stateOf(withAudit({ rate: 100, failures: [] }))).toBe("total");
});
