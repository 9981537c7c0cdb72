"use client";

import { type ReactNode, useActionState } from "react";
import { Columns } from "@/app/ui/columns";
import { PostedForm } from "@/app/ui/form";
import type { FormState } from "@/lib/forms/form-state";
import { type CardRefusal, RefusedCard } from "./refused-card";

export interface CardState extends FormState {
  /** Shown around the form. */
  refusal?: CardRefusal;
}

interface CardDeskProps {
  action: (state: CardState, formData: FormData) => Promise<CardState>;
  /** The step of the procedure: in progress, and stopped there. */
  steps: ReactNode;
  stoppedSteps: ReactNode;
  heading: ReactNode;
  drawing: ReactNode;
  /** The fields. */
  children: ReactNode;
}

/**
 * Asks for the card; a refused card gets its own page, at the same address, with or without scripts. That page asks for
 * the next card.
 */
export function CardDesk({ action, steps, stoppedSteps, heading, drawing, children }: CardDeskProps) {
  const [state, submit, isPending] = useActionState(action, {});
  const form = (
    <PostedForm state={state} submit={submit} isPending={isPending}>
      {children}
    </PostedForm>
  );
  if (state.refusal) {
    return (
      <Columns steps={stoppedSteps}>
        <RefusedCard refusal={state.refusal} form={form} />
      </Columns>
    );
  }
  return (
    <Columns steps={steps} heading={heading} aside={drawing}>
      {form}
    </Columns>
  );
}
