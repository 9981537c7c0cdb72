"use client";

import { useEffect } from "react";

/** Opens the question that the address targets, in browsers that do not do it themselves. */
export function OpenTarget() {
  useEffect(() => {
    function open() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const question = target?.closest("details");
      if (!question || question.open) return;
      question.open = true;
      target?.scrollIntoView();
    }
    open();
    addEventListener("hashchange", open);
    return () => removeEventListener("hashchange", open);
  }, []);
  return null;
}
