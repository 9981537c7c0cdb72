"use client";

import { useLayoutEffect } from "react";

/** Scrolls back up: a state of the desk takes the place of another at the same address, where browsers stay where they are. */
export function FromTheTop() {
  useLayoutEffect(() => {
    // Not returned: in some browsers it is a promise.
    window.scrollTo(0, 0);
  }, []);
  return null;
}
