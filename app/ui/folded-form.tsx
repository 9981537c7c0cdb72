"use client";

import { type ReactNode, useActionState } from "react";
import type { FormAction } from "@/lib/forms/form-state";
import { PostedForm } from "./form";

/**
 * A form behind the line that opens it. A browser without scripts gets its answer open, and at `place`, the id of a part
 * of the page.
 */
export function FoldedForm({
  summary,
  action,
  place,
  children,
}: {
  summary: string;
  action: FormAction;
  place?: string;
  children: ReactNode;
}) {
  const [state, submit, isPending] = useActionState(action, {}, place && `#${place}`);
  return (
    <details className="flow" open={Object.keys(state).length > 0}>
      <summary>{summary}</summary>
      <PostedForm state={state} submit={submit} isPending={isPending}>
        {children}
      </PostedForm>
    </details>
  );
}
