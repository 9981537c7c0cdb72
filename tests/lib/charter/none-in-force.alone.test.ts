// What Next sets up before anything else of it is loaded.
import "next/dist/server/node-environment-baseline";

import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as askStatus } from "@/app/api/v1/charter-status/route";
import AcceptancePage from "@/app/charte/acceptation/page";
import { Charter } from "@/app/mon-compte/charter";
import { signIn } from "@/lib/session/sign-in";
import { type Desk, startDesk } from "@/tests/support/desk";
import { caller } from "@/tests/support/first-connections";
import { handedOn, ledTo, withinRequest } from "@/tests/support/request-scope";

let world: Desk;
let token: string;
let studentId: string;
beforeAll(async () => {
  world = await startDesk();
  // The day before the first charter.
  world.setNow(new Date("2026-08-31T08:00:00Z"));
  const who = { username: "hugo.bernard@etu.univ.example", password: "Cerisier-42-Volcan" };
  const outcome = await signIn(world.services, { ...who, caller, former: null });
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  token = outcome.token;
  studentId = outcome.visitor.registerId ?? "";
});
afterAll(() => world.close());

const asHugo = async <T>(act: () => Promise<T>) =>
  withinRequest(world.services, await handedOn(world.services, caller, token), act);

describe("whoever is signed in while no charter is in force", () => {
  test("is told so by the API", async () => {
    const url = "https://compte.univ.example/api/v1/charter-status";
    const answer = await asHugo(() => askStatus(new NextRequest(url), { params: Promise.resolve({}) }));
    expect([answer.status, (await answer.json()).type]).toEqual([404, "/problemes/introuvable"]);
  });

  test("has their account page, which asks them to accept nothing", async () => {
    expect(JSON.stringify(await asHugo(() => Charter({ studentId, href: "/charte" })))).not.toContain(
      "/charte/acceptation",
    );
  });

  test("is led to their account by the page that asks for an acceptance", async () => {
    const searchParams = Promise.resolve({});
    expect(await ledTo(asHugo(() => AcceptancePage({ searchParams })))).toBe("/mon-compte#charter");
  });
});
