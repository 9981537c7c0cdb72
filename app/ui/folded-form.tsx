"use client";

import { type ReactNode, useActionState } from "react";
import type { FormAction } from "@/lib/forms/form-state";
import { PostedForm } from "./form";

interface FoldedFormProps {
  summary: string;
  action: FormAction;
  hidden?: Record<string, string>;
  /** Unfolded from the start. */
  isOpen?: boolean;
  /** On a page where it stands far down: a browser without scripts comes back to it for the answer. */
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A form behind the line that opens it. Its answer comes unfolded, also to a browser without scripts. */
export function FoldedForm({ summary, action, hidden, isOpen = false, id, className, children }: FoldedFormProps) {
  const [state, submit, isPending] = useActionState(action, {}, id && `#${id}`);
  return (
    <details id={id} className={className} open={isOpen || Object.keys(state).length > 0}>
      <summary>{summary}</summary>
      <PostedForm state={state} submit={submit} isPending={isPending} hidden={hidden}>
        {children}
      </PostedForm>
    </details>
  );
}
