import { afterEach, beforeEach, expect, test } from "vitest";
import { countLink } from "@/lib/throttle/password-links";
import { startCounting } from "@/tests/support/throttle";

let counting: Awaited<ReturnType<typeof startCounting>>;
beforeEach(async () => {
  counting = await startCounting();
});
afterEach(() => counting.close());

test("three an hour and ten a day pass for who asks from one address, and what was refused counts for nothing", async () => {
  const asked = { identifier: "hugo.bernard@etu.univ.example", address: "192.0.2.7" };
  const sent: number[] = [];
  for (let hours = 0; hours < 5; hours++) {
    let passed = 0;
    for (let time = 0; time < 6; time++) if (await countLink(counting.services, asked)) passed++;
    sent.push(passed);
    counting.pass(3_600);
  }
  expect(sent).toEqual([3, 3, 3, 1, 0]);
});
