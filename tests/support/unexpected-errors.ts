import { afterEach, beforeEach, expect } from "vitest";

const say = console.error;
let said: unknown[][] = [];

/** Fails a test when the service logs an error, unless the test expects it with its own spy on `console.error`. */
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
