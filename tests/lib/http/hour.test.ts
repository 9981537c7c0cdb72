import { expect, test } from "vitest";
import { hourOf, retryHourOf } from "@/lib/http/hour";

test.each([
  ["2026-11-12T05:40:00.000Z", "6\u00a0h\u00a040", "06:40"],
  ["2026-11-12T05:40:59.999Z", "6\u00a0h\u00a040", "06:40"],
  ["2026-07-12T22:05:00.000Z", "0\u00a0h\u00a005", "00:05"],
])("%s is told in Paris as %j, and as %j", (instant, fr, en) => {
  expect(hourOf(new Date(instant), "fr", "Europe/Paris")).toBe(fr);
  expect(hourOf(new Date(instant), "en", "Europe/Paris")).toBe(en);
});

test.each([
  ["2026-11-12T05:40:00.000Z", "6\u00a0h\u00a040"],
  ["2026-11-12T05:40:00.001Z", "6\u00a0h\u00a041"],
  ["2026-11-12T05:40:59.999Z", "6\u00a0h\u00a041"],
  ["2026-11-12T22:59:30.000Z", "0\u00a0h\u00a000"],
])("who may try again at %s is told %j: never a minute too early", (instant, hour) => {
  expect(retryHourOf(new Date(instant), "fr", "Europe/Paris")).toBe(hour);
});
