import { afterEach, beforeEach, expect } from "vitest";

const say = console.error;
let said: unknown[][] = [];

/** What the service logs as an error fails the test that did not expect it, by a spy of its own on `console.error`. */
beforeEach(() => {
  said = [];
  console.error = (...words) => {
    said.push(words);
    say(...words);
  };
});

afterEach(() => {
  console.error = say;
  expect(said, "nothing but what the test expects is logged as an error").toEqual([]);
});
