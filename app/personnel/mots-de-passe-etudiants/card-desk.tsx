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
  headingId: string;
  drawing: ReactNode;
  /** The fields. */
  children: ReactNode;
}

/**
 * Asks for the card; a refused card gets its own page, at the same address, with or without scripts. That page asks for
 * the next card.
 */
export function CardDesk(props: CardDeskProps) {
  const { action, steps, stoppedSteps, heading, headingId, drawing, children } = props;
  const [state, submit, isPending] = useActionState(action, {});
  const form = (
    <PostedForm state={state} submit={submit} isPending={isPending} labelledBy={state.refusal ? undefined : headingId}>
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
    <Columns steps={steps} aside={drawing}>
      {heading}
      {form}
    </Columns>
  );
}
